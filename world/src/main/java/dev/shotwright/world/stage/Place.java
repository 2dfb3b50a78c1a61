package dev.shotwright.world.stage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A setting as its data file tells it; what each field means is written at the head of {@code settings.yaml}. */
record Place(
        Kind kind,
        Ground ground,
        @Nullable List<Range> far,
        @Nullable List<Piece> pieces,
        @Nullable Room room,
        @Nullable Band water,
        @Nullable Band road,
        @Nullable Band rails,
        @Nullable Counter counter,
        @Nullable Boolean afloat,
        @Nullable Boolean snowy) {

    enum Kind {
        OUTDOORS,
        ROOM,
        STUDIO,
        UNDERWATER,
        SKY,
        SPACE
    }

    record Ground(String colour, String second, Marks marks, double size) {}

    enum Marks {
        TILES,
        PLANKS,
        TUFTS,
        GRAINS,
        HUMMOCKS,
        RIPPLES,
        SLABS,
        ROWS,
        GRID,
        NONE
    }

    record Range(
            Shape shape,
            double distance,
            double height,
            String colour,
            @Nullable String cap) {}

    enum Shape {
        MOUNTAINS,
        HILLS,
        TREES,
        FIRS,
        SKYLINE,
        DUNES,
        ROOFS,
        STANDS,
        REEDS,
        PANELS
    }

    record Band(
            double from,
            double to,
            String colour,
            @Nullable String line,
            @Nullable String foam) {}

    record Counter(String along, double height, double depth, String colour, String top) {}

    record Room(double width, double depth, double height, String wall, String trim, List<Hanging> hangings) {}

    record Hanging(Side wall, double along, double above, double width, double height, String colour) {}

    enum Side {
        BACK,
        LEFT,
        RIGHT,
        FRONT
    }

    record Piece(
            String kind,
            @Nullable Integer count,
            @Nullable Double from,
            @Nullable Double to,
            @Nullable Double row,
            @Nullable Double gap,
            @Nullable List<Double> at,
            @Nullable Double turn,
            @Nullable Double size,
            @Nullable Double lift,
            @Nullable String colour,
            @Nullable Boolean low,
            @Nullable String side) {}

    List<Range> ranges() {
        return far == null ? List.of() : far;
    }

    List<Piece> things() {
        return pieces == null ? List.of() : pieces;
    }

    boolean isAfloat() {
        return Boolean.TRUE.equals(afloat);
    }

    boolean indoors() {
        return kind == Kind.ROOM;
    }
}
