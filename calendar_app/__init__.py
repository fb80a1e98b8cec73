"""The Diplomatic Calendar: a public record of who meets whom, where and when, and who said so."""
