"""Every model that the recipe makes, by name."""

from models.recipe.nano.facts import NANO
from models.recipe.small.facts import SMALL
from models.recipe.writer.facts import WRITER

MODELS = {model.name: model for model in (NANO, SMALL, WRITER)}
