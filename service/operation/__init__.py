"""What it takes to run the service: rules that are published while it runs, logs, figures, health, workers."""
