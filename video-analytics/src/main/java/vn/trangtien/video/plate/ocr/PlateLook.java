package vn.trangtien.video.plate.ocr;

import java.util.Optional;
import vn.trangtien.video.plate.PlateReading;

/**
 * What came of one look at a vehicle.
 *
 * @param text whether there was text that is large enough for a plate; without a reading, the grammar refused it
 * @param reading the plate; empty if there is none, or none that can be read
 */
public record PlateLook(boolean text, Optional<PlateReading> reading) {

    /** Nothing that may be a plate. */
    public static final PlateLook NOTHING = new PlateLook(false, Optional.empty());
}
