package dev.shotwright.server.ark;

import dev.shotwright.server.web.Wire;

/** The empty group of fields that Ark's clients want to read where there is nothing to tell. */
@Wire(nulls = false)
record Nothing() {}
