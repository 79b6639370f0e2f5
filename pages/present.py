"""Presenting: figures of the site one to a screen, put together here or wherever a figure stands."""

from components import filters, frame
from components.presentation import composer, kept, sequence, stage

t = frame.language()
colours = frame.colours()
address = filters.address()
read = sequence.read(kept.values(address))
common = sequence.common(address)
number = stage.number_of(address, read.slides)

if number:
    stage.show_slide(read.slides, number, common, t, colours)
else:
    frame.opening("presentar", t)
    filters.read(t, views=("", "map", "chart", "table"))
    composer.say_what_was_not_understood(read, t)
    composer.ready(common, t)
    with frame.guarded(t):
        composer.chosen(read.slides, common, t, colours)
    composer.add(read.slides, t)
