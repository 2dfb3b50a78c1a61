package dev.shotwright.world.paint;

import dev.shotwright.world.space.Mark;
import dev.shotwright.world.stage.Picture;
import dev.shotwright.world.stage.Picture.Drawn;
import dev.shotwright.world.stage.Picture.Photo;
import dev.shotwright.world.stage.Picture.Role;
import java.util.List;
import java.util.function.Consumer;

/** The sheets of a picture on their way to a painter, from back to front; what lies behind the ground is not painted. */
final class Sheets {
    private final Canvas canvas;
    private final Backdrop backdrop;
    private final PhotoPlate plate = new PhotoPlate();
    private int floor;

    Sheets(Canvas canvas, Backdrop backdrop) {
        this.canvas = canvas;
        this.backdrop = backdrop;
    }

    /** Lays the photos, tells of each, and hands over what is drawn. */
    void lay(Picture picture, Runnable laid, Consumer<Drawn> drawn) {
        floor = floor(picture);
        canvas.limit(floor);
        for (var sheet : picture.sheets()) {
            switch (sheet) {
                case Photo photo -> {
                    canvas.limit(canvas.height);
                    plate.lay(photo, canvas.width, canvas.height, canvas.pixels());
                    laid.run();
                }
                case Drawn marks -> {
                    if (marks.role() == Role.GROUND) {
                        canvas.limit(canvas.height);
                    }
                    drawn.accept(marks);
                }
            }
        }
        canvas.limit(canvas.height);
    }

    /** The first row that is not painted before the ground, some way below what can be seen there. */
    int floor() {
        return floor;
    }

    /** Paints the bands that a sheet begins with, melted into each other, and gives the marks that follow. */
    List<Mark> rest(Drawn sheet, Backdrop.Tint tint) {
        var bands = backdrop.bands(sheet.marks());
        if (bands > 0) {
            backdrop.melt(sheet.marks().subList(0, bands), tint);
            canvas.paint(canvas.take(sheet.marks().getFirst()), backdrop);
        }
        return sheet.marks().subList(bands, sheet.marks().size());
    }

    private int floor(Picture picture) {
        for (var sheet : picture.sheets()) {
            if (sheet instanceof Drawn drawn && drawn.role() == Role.GROUND) {
                return backdrop.bands(drawn.marks()) == 0
                        ? canvas.height
                        : Math.min(canvas.height, backdrop.floor(drawn.marks().getFirst()) + 8 + canvas.height / 60);
            }
        }
        return canvas.height;
    }
}
