package vn.trangtien.video.plate.ocr;

import java.util.List;
import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.detect.onnx.OnnxModel;
import vn.trangtien.video.detect.onnx.OnnxRun;
import vn.trangtien.video.model.PlateModels;
import vn.trangtien.video.model.Words;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.ColourImage;
import vn.trangtien.video.picture.Picture;
import vn.trangtien.video.plate.PlateGrammar;

/**
 * Reads the number plate of one vehicle in one picture. Finds lines of text in the vehicle's part of the picture, recognises
 * the few that may be plates, and keeps what the grammar understands.
 *
 * <p>For one thread at a time; readers share the memory of the models.
 */
public final class PlateReader implements AutoCloseable {

    /** Why no plates are read when the models are missing. */
    public static final Words NOT_INSTALLED = new Words(
            "không đọc biển số: chưa cài mô hình đọc biển số; hãy chạy trangtien-gateway models install plates, hoặc đặt"
                    + " privacy.plates là off",
            "number plates are not read: the models for plates are not installed; run trangtien-gateway models install"
                    + " plates, or set privacy.plates to off");

    /** Characters below this height, in pixels of the source, are not tried: what is read there is mostly wrong. */
    public static final double LEAST_CHARACTER_PIXELS = 15;

    /** A vehicle below this height cannot have characters that are large enough: they are an eighth of it at most. */
    public static final double LEAST_VEHICLE_PIXELS = 8 * LEAST_CHARACTER_PIXELS;

    private static final int LARGEST_IMAGE = 1600;

    private final PlateGrammar grammar;
    private final LineFinder finder;
    private final LineRecogniser recogniser;

    private PlateReader(PlateGrammar grammar, LineFinder finder, LineRecogniser recogniser) {
        this.grammar = grammar;
        this.finder = finder;
        this.recogniser = recogniser;
    }

    /** Whether the optional models are there. */
    public static boolean isInstalled() {
        return PlateModels.ofThisMachine().arePresent();
    }

    /**
     * Loads the models, or joins those that others have open.
     *
     * @throws DetectorException if they are not installed or cannot be run; the message says what to do
     */
    public static PlateReader open(PlateGrammar grammar) throws DetectorException {
        LineFinder finder = LineFinder.open();
        try {
            return new PlateReader(grammar, finder, LineRecogniser.open());
        } catch (DetectorException e) {
            finder.close();
            throw e;
        }
    }

    /**
     * Reads the plate of a vehicle.
     *
     * @param vehicle where it is, in shares of the picture
     * @throws DetectorException if a model fails on this picture; the next one may work
     */
    public PlateLook look(Picture picture, Box vehicle) throws DetectorException {
        double left = Math.max(0, vehicle.left());
        double top = Math.max(0, vehicle.top());
        double right = Math.min(1, vehicle.right());
        double bottom = Math.min(1, vehicle.bottom());
        if (right <= left || bottom <= top || (bottom - top) * picture.height() < LEAST_VEHICLE_PIXELS) {
            return PlateLook.NOTHING;
        }
        var part = new Box(left, top, right - left, bottom - top);
        double wide = part.width() * picture.width();
        double high = part.height() * picture.height();
        List<TextBox> lines = finder.find(picture, part, wide, high);
        if (lines.isEmpty()) {
            return PlateLook.NOTHING;
        }
        double shrunk = Math.min(1, LARGEST_IMAGE / Math.max(wide, high));
        ColourImage image = picture.part(part, (int) Math.max(2, wide * shrunk), (int) Math.max(2, high * shrunk));
        return new PlateSearch(grammar, recogniser, image, shrunk, part).look(lines);
    }

    @Override
    public void close() {
        finder.close();
        recogniser.close();
    }

    /** Runs of one model for each size of its input, made when they are first needed. */
    static OnnxRun run(OnnxModel model, int width, int height) throws DetectorException {
        return OnnxRun.of(
                model,
                new long[] {1, 3, height, width},
                List.of(model.outputs().get(0).name()));
    }
}
