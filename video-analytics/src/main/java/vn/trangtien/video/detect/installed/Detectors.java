package vn.trangtien.video.detect.installed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import vn.trangtien.video.detect.Detector;
import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.detect.DetectorFactory;
import vn.trangtien.video.detect.centernet.CenterNetDecoder;
import vn.trangtien.video.detect.custom.DetrDecoder;
import vn.trangtien.video.detect.custom.YoloxDecoder;
import vn.trangtien.video.detect.decode.Decoder;
import vn.trangtien.video.detect.onnx.OnnxModel;
import vn.trangtien.video.detect.ssd.SsdDecoder;
import vn.trangtien.video.model.ModelDescription;
import vn.trangtien.video.model.ModelException;
import vn.trangtien.video.model.ModelFiles;
import vn.trangtien.video.model.ModelStore;
import vn.trangtien.video.model.Words;

/** The detectors of a model folder. Safe for use by several threads. */
public final class Detectors implements DetectorFactory {

    /** What {@link #AUTO} means, where it is installed. */
    private static final String DEFAULT = "ssd";

    private static final Words NO_LIBRARY = new Words(
            "Thư viện mô hình ONNX Runtime bị thiếu hoặc không chạy được trên máy này (%s)",
            "The model library ONNX Runtime is missing or cannot run on this machine (%s)");
    private static final Words INSTALL_AGAIN = new Words(
            "Cài lại chương trình, hoặc chọn detector blob (chỉ đếm vật chuyển động)",
            "Install the program again, or choose detector blob (counts what moves)");

    private final ModelStore store;

    public Detectors(ModelStore store) {
        this.store = store;
    }

    /** The detectors of this machine. */
    public static Detectors ofThisMachine() {
        return new Detectors(ModelStore.ofThisMachine());
    }

    @Override
    public Optional<Detector> open(String name) throws DetectorException {
        if (name.equals(BLOB) || name.equals(AUTO) && !store.has(DEFAULT)) {
            return Optional.empty();
        }
        return Optional.of(openModel(name.equals(AUTO) ? DEFAULT : name));
    }

    private Detector openModel(String name) throws DetectorException {
        try {
            ModelFiles files = store.open(name);
            Decoder decoder = decoder(files);
            OnnxModel model = OnnxModel.open(files.description().sha256(), () -> onnx(files));
            return ModelDetector.open(files.description(), model, decoder);
        } catch (ModelException e) {
            throw new DetectorException(e.english(), e);
        } catch (DetectorException e) {
            throw new DetectorException("detector '%s': %s".formatted(name, e.getMessage()), e);
        } catch (LinkageError e) {
            // A jar that is not there, or is that of another release: found out by the first class that is wanted of
            // it.
            var why = new ModelException(NO_LIBRARY.with(e.toString()), INSTALL_AGAIN, e);
            throw new DetectorException(why.english(), why);
        }
    }

    private static byte[] onnx(ModelFiles files) throws DetectorException {
        try {
            return files.onnx();
        } catch (ModelException e) {
            throw new DetectorException(e.english(), e);
        }
    }

    private static Decoder decoder(ModelFiles files) throws ModelException {
        ModelDescription model = files.description();
        int labels = model.labels().size();
        double least = model.thresholds().score();
        return switch (model.output().kind()) {
            case SSD -> new SsdDecoder(model.output(), floats(files.anchors().orElse(new byte[0])), labels, least);
            case CENTERNET -> new CenterNetDecoder(model.input(), model.output(), labels, least);
            case YOLOX -> new YoloxDecoder(model.input(), model.output(), labels, least);
            case DETR -> new DetrDecoder(model.output(), labels, least);
        };
    }

    private static float[] floats(byte[] bytes) {
        var floats = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        return floats;
    }
}
