"""What if (假设): a card as it would be, beside the card as it is."""
