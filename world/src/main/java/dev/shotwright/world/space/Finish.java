package dev.shotwright.world.space;

/** What a surface is made of, as far as a painter cares. */
public enum Finish {
    /** Skin, cloth, wood: light falls off around the form. */
    MATT,
    /** Glass, metal, water: a highlight as well. */
    GLOSSY,
    /** Fur, foliage, hair, grass: the edge is broken. */
    SOFT,
    /** Lamps, eyes, screens, fire: keeps its colour in the dark. */
    GLOWING,
    /** Flat marks on a surface such as eyes, windows and patterns: no shading, no outline of their own. */
    DECAL
}
