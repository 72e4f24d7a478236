"""Training of the line model: what is learned from pages whose body is known. Needs the extra `train`."""
