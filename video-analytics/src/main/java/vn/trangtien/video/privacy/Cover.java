package vn.trangtien.video.privacy;

import java.util.List;
import vn.trangtien.video.picture.Box;

/** Which part of a detected thing gives a person away, and how coarse the tiles over it must be. */
record Cover(Box part, int tilesAcross) {

    private static final String PERSON = "person";
    private static final List<String> VEHICLES = List.of("car", "motorcycle", "bus", "truck");

    /** Head and shoulders in the upper part of an upright person. */
    private static final double HEAD_SHARE = 0.4;
    /** Plates hang below the middle of a vehicle. */
    private static final double PLATE_SHARE = 0.65;
    /** Boxes of detectors are a little small, and things move between the detection and the picture. */
    private static final double RIM = 0.15;

    /** Fewer than a face has features. */
    private static final int HEAD_TILES = 3;

    private static final int BODY_TILES = 4;
    /** A plate is about a quarter of a vehicle's width and has eight characters: three to a tile. */
    private static final int PLATE_TILES = 12;

    /** What to hide of a thing with this label; nothing if it belongs to nobody. */
    static List<Cover> of(String label, Box box, PersonCover person) {
        Box wide = box.grownBy(RIM);
        if (label.equals(PERSON)) {
            return person == PersonCover.WHOLE
                    ? List.of(new Cover(wide, BODY_TILES))
                    : List.of(new Cover(
                            new Box(wide.left(), wide.top(), wide.width(), wide.height() * HEAD_SHARE), HEAD_TILES));
        }
        if (VEHICLES.contains(label)) {
            double height = wide.height() * PLATE_SHARE;
            return List.of(new Cover(new Box(wide.left(), wide.bottom() - height, wide.width(), height), PLATE_TILES));
        }
        return List.of();
    }
}
