"""The pages: server-rendered, in Japanese and English, complete without scripts. They show the values of the API."""
