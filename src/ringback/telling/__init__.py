"""What the shells say alike: words for the values of the contract, days as people write them."""
