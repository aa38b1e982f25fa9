package vn.trangtien.video.detect.installed;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.trangtien.video.detect.Detection;
import vn.trangtien.video.detect.Detector;
import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.detect.DetectorFacts;
import vn.trangtien.video.detect.decode.Candidates;
import vn.trangtien.video.detect.decode.Decoder;
import vn.trangtien.video.detect.decode.PictureTensor;
import vn.trangtien.video.detect.decode.Placement;
import vn.trangtien.video.detect.decode.Tensors;
import vn.trangtien.video.detect.onnx.OnnxModel;
import vn.trangtien.video.detect.onnx.OnnxRun;
import vn.trangtien.video.model.InputFormat;
import vn.trangtien.video.model.ModelDescription;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.ColourImage;
import vn.trangtien.video.picture.Picture;

/** Any model whose answers can be decoded. */
final class ModelDetector implements Detector {

    private static final Box WHOLE = new Box(0, 0, 1, 1);
    private static final byte GREY = 114;

    private final ModelDescription description;
    private final DetectorFacts facts;
    private final OnnxModel model;
    private final OnnxRun run;
    private final Decoder decoder;
    private final PictureTensor tensor;
    private final Candidates candidates = new Candidates();
    private final Tensors tensors = new Tensors() {
        @Override
        public float[] values(String output) {
            return run.output(output);
        }

        @Override
        public long[] shape(String output) {
            return run.shape(output);
        }
    };
    private boolean closed;

    private ModelDetector(ModelDescription description, OnnxModel model, OnnxRun run, Decoder decoder) {
        this.description = description;
        this.model = model;
        this.run = run;
        this.decoder = decoder;
        InputFormat input = description.input();
        this.tensor = new PictureTensor(input, run.takesBytes());
        Set<String> labels =
                description.labels().stream().filter(label -> !label.isEmpty()).collect(Collectors.toSet());
        this.facts = new DetectorFacts(
                description.id(),
                description.version(),
                description.licence().spdx(),
                labels,
                input.width(),
                input.height());
    }

    /**
     * Opens a detector and tries it once, so that a model that is not what its description says is found out now.
     *
     * @param model is closed with the detector, and if it cannot be opened
     */
    static ModelDetector open(ModelDescription description, OnnxModel model, Decoder decoder) throws DetectorException {
        try {
            List<String> outputs = Stream.of(
                            description.output().boxes(), description.output().scores())
                    .distinct()
                    .toList();
            OnnxRun run = OnnxRun.of(model, description.input().shape(), outputs);
            try {
                var detector = new ModelDetector(description, model, run, decoder);
                detector.tryOut();
                return detector;
            } catch (DetectorException e) {
                run.close();
                throw e;
            }
        } catch (DetectorException e) {
            model.close();
            throw e;
        }
    }

    private void tryOut() throws DetectorException {
        int width = facts.inputWidth();
        int height = facts.inputHeight();
        var grey = new byte[width * height * 3];
        java.util.Arrays.fill(grey, GREY);
        look(new ColourImage(width, height, grey), new Placement(WHOLE, 0, 0, width, height, width, height));
    }

    @Override
    public DetectorFacts facts() {
        return facts;
    }

    @Override
    public List<Detection> detect(Picture picture, Box part) throws DetectorException {
        Placement place = Placement.of(description.input(), part, picture.width(), picture.height());
        return look(picture.part(place.part(), place.width(), place.height()), place);
    }

    private List<Detection> look(ColourImage image, Placement place) throws DetectorException {
        tensor.write(image, place, run.input());
        run.run();
        candidates.clear();
        decoder.decode(tensors, candidates);
        return candidates.joined(
                description.thresholds().overlap(), description.thresholds().largest(), description.labels(), place);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            run.close();
            model.close();
        }
    }
}
