"""What editors bring in as files, until it is applied or given up; readers never see any of it."""

from .upload import State, Upload, UploadedFile
from .uploaded_row import UploadedRow

__all__ = ["State", "Upload", "UploadedFile", "UploadedRow"]
