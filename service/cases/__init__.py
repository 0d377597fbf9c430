"""Cases followed over years: those that the service keeps, and those in files."""
