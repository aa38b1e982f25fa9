package vn.trangtien.video.plate.ocr;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.detect.onnx.OnnxModel;
import vn.trangtien.video.detect.onnx.OnnxRun;
import vn.trangtien.video.picture.ColourImage;
import vn.trangtien.video.plate.Glyph;

/** Recognises the characters of one line. For one thread at a time. */
final class LineRecogniser implements AutoCloseable {

    private static final int HEIGHT = 48;
    private static final int SHORT = 160;
    private static final int LONG = 320;

    private final OnnxModel model;
    private final String output;
    private final CtcDecoder decoder;
    private final Map<Integer, OnnxRun> runs = new HashMap<>();

    private LineRecogniser(OnnxModel model, CtcDecoder decoder) {
        this.model = model;
        this.output = model.outputs().get(0).name();
        this.decoder = decoder;
    }

    static LineRecogniser open() throws DetectorException {
        OnnxModel model = OcrModels.open(OcrModels.RECOGNISER);
        try {
            return new LineRecogniser(model, new CtcDecoder(OcrModels.characters()));
        } catch (DetectorException e) {
            model.close();
            throw e;
        }
    }

    /** @param line in the pixels of the image */
    List<Glyph> read(ColourImage image, TextBox line) throws DetectorException {
        int width = line.aspect() * HEIGHT <= SHORT ? SHORT : LONG;
        OnnxRun run = runs.get(width);
        if (run == null) {
            run = PlateReader.run(model, width, HEIGHT);
            runs.put(width, run);
        }
        Pixels.forRecogniser(image, line, run.input().asFloatBuffer(), width, HEIGHT);
        run.run();
        long[] shape = run.shape(output);
        if (shape[2] != decoder.classes()) {
            throw new DetectorException("the model for number plates has %d classes and the list %d; install both anew"
                    .formatted(shape[2], decoder.classes()));
        }
        return decoder.decode(run.output(output), (int) shape[1]);
    }

    @Override
    public void close() {
        runs.values().forEach(OnnxRun::close);
        runs.clear();
        model.close();
    }
}
