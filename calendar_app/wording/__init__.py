"""What the record says, spelled for people in English, Russian and Arabic: dates, states, names, counts."""
