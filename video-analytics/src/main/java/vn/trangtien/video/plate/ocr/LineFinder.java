package vn.trangtien.video.plate.ocr;

import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.detect.onnx.OnnxModel;
import vn.trangtien.video.detect.onnx.OnnxRun;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.ColourImage;
import vn.trangtien.video.picture.Picture;

/** Finds lines of text in a part of a picture. For one thread at a time. */
final class LineFinder implements AutoCloseable {

    /** Sides of the square inputs; the cost grows with the area. */
    private static final int[] SIDES = {320, 480, 640};

    /** A small vehicle gains by being enlarged, but not without end. */
    private static final double LARGEST_SCALE = 2;

    private final OnnxModel model;
    private final String output;
    private final Map<Integer, OnnxRun> runs = new HashMap<>();

    private LineFinder(OnnxModel model) {
        this.model = model;
        this.output = model.outputs().get(0).name();
    }

    static LineFinder open() throws DetectorException {
        return new LineFinder(OcrModels.open(OcrModels.DETECTOR));
    }

    /**
     * @param wide pixels of the part in the source
     * @param high pixels of the part in the source
     * @return lines in the source's pixels from the corner of the part, largest first
     */
    List<TextBox> find(Picture picture, Box part, double wide, double high) throws DetectorException {
        double longest = Math.max(wide, high);
        int side = side(longest);
        double scale = Math.min(LARGEST_SCALE, side / longest);
        ColourImage image = picture.part(part, even(wide * scale, side), even(high * scale, side));
        OnnxRun run = runs.get(side);
        if (run == null) {
            run = PlateReader.run(model, side, side);
            runs.put(side, run);
        }
        FloatBuffer input = run.input().asFloatBuffer();
        Pixels.forDetector(image, input, side);
        run.run();
        return TextMap.boxes(run.output(output), side, side).stream()
                .map(box -> box.scaledBy(1 / scale))
                .toList();
    }

    private static int side(double longest) {
        for (int side : SIDES) {
            if (longest <= side * 1.25) {
                return side;
            }
        }
        return SIDES[SIDES.length - 1];
    }

    private static int even(double pixels, int most) {
        return Math.max(2, Math.min(most, (int) Math.round(pixels / 2) * 2));
    }

    @Override
    public void close() {
        runs.values().forEach(OnnxRun::close);
        runs.clear();
        model.close();
    }
}
