"""Who asks, and what they may do: roles, API keys, sign-in, limits of rate and time, and same-origin."""
