"""What is done with qualifications, proofs and insurance, one module a noun."""
