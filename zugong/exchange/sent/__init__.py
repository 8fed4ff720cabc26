"""What somebody sent, whatever its shape: understood as tables of the contract."""
