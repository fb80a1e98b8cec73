"""Django's own admin and form classes: generic for the type checker, plain at run time."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.contenttypes.admin import GenericStackedInline
from django.contrib.contenttypes.forms import BaseGenericInlineFormSet
from django.db import models

if TYPE_CHECKING:
    Field = models.Field[Any, Any]
    ForeignKey = models.ForeignKey[Any, Any]
    ModelChoiceField = forms.ModelChoiceField[Any]
    ModelAdmin = admin.ModelAdmin[Any]
    BaseModelAdmin = admin.options.BaseModelAdmin[Any]
    TabularInline = admin.TabularInline[Any, Any]
    StackedInline = admin.StackedInline[Any, Any]
    ModelForm = forms.ModelForm[Any]
    BaseInlineFormSet = forms.BaseInlineFormSet[Any, Any, Any]
    BaseGenericFormSet = BaseGenericInlineFormSet[Any, Any]
    BaseUserAdmin = UserAdmin[Any]
else:
    Field = models.Field
    ForeignKey = models.ForeignKey
    ModelChoiceField = forms.ModelChoiceField
    ModelAdmin = admin.ModelAdmin
    BaseModelAdmin = admin.options.BaseModelAdmin
    TabularInline = admin.TabularInline
    StackedInline = admin.StackedInline
    ModelForm = forms.ModelForm
    BaseInlineFormSet = forms.BaseInlineFormSet
    BaseGenericFormSet = BaseGenericInlineFormSet
    BaseUserAdmin = UserAdmin

__all__ = [
    "BaseGenericFormSet", "BaseInlineFormSet", "BaseModelAdmin", "BaseUserAdmin", "Field", "ForeignKey",
    "GenericStackedInline", "ModelAdmin", "ModelChoiceField", "ModelForm", "StackedInline", "TabularInline",
]  # fmt: skip
