"""Recordings: sound to timed words and who said them. Heavy libraries are imported where they are used."""
