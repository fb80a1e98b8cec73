"""Programs knock here: the public record as JSON, read-only, under /api/v1/. The only room that knows DRF."""
