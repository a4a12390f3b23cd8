"""Every model that the recipe makes, by name."""

from models.recipe.nano.facts import NANO
from models.recipe.nano_multilingual.facts import NANO_MULTILINGUAL
from models.recipe.small.facts import SMALL
from models.recipe.writer.facts import WRITER

MODELS = {model.name: model for model in (NANO, NANO_MULTILINGUAL, SMALL, WRITER)}
