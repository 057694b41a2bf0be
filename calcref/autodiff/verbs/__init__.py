"""What a reader calls: each verb starts a trace, runs the function, and reads the trace."""
