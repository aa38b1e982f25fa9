package vn.trangtien.video.detect.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.trangtien.video.detect.DetectorException;

/**
 * A loaded model. It is loaded when the first user opens it and forgotten when the last one closes it; everybody in between
 * gets the same one. Safe for use by several threads.
 */
public final class OnnxModel implements AutoCloseable {

    /** Reads the file of a model when it is not loaded yet, after checking what there is to check. */
    @FunctionalInterface
    public interface Bytes {

        byte[] read() throws DetectorException;
    }

    private static final Map<String, OnnxModel> OPEN = new HashMap<>();

    private final String key;
    private final OrtSession session;
    private final List<TensorFacts> inputs;
    private final List<TensorFacts> outputs;
    private int users;

    private OnnxModel(String key, OrtSession session) throws OrtException {
        this.key = key;
        this.session = session;
        this.inputs = facts(session.getInputInfo().values());
        this.outputs = facts(session.getOutputInfo().values());
    }

    /**
     * Opens a model; close it as often as it was opened.
     *
     * @param key the same for the same model, best the SHA-256 of its bytes
     * @param bytes asked only if no one has the model open
     * @throws DetectorException if the library is missing, or the bytes are no model that it can run
     */
    public static OnnxModel open(String key, Bytes bytes) throws DetectorException {
        OrtEnvironment environment = OnnxLibrary.environment();
        synchronized (OPEN) {
            OnnxModel model = OPEN.get(key);
            if (model == null) {
                model = load(environment, key, bytes.read());
                OPEN.put(key, model);
            }
            model.users++;
            return model;
        }
    }

    private static OnnxModel load(OrtEnvironment environment, String key, byte[] bytes) throws DetectorException {
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            OrtSession session = environment.createSession(bytes, options);
            try {
                return new OnnxModel(key, session);
            } catch (OrtException | IllegalArgumentException e) {
                session.close();
                throw e;
            }
        } catch (OrtException | IllegalArgumentException e) {
            throw new DetectorException("this is no ONNX model that can be run: " + e.getMessage(), e);
        }
    }

    private static List<TensorFacts> facts(Collection<NodeInfo> nodes) {
        List<TensorFacts> facts = new ArrayList<>();
        for (NodeInfo node : nodes) {
            if (!(node.getInfo() instanceof TensorInfo tensor)) {
                throw new IllegalArgumentException(
                        "'" + node.getName() + "' is no tensor; only models with tensors can be used");
            }
            facts.add(new TensorFacts(node.getName(), element(tensor.type), tensor.getShape()));
        }
        return List.copyOf(facts);
    }

    private static TensorFacts.Element element(OnnxJavaType type) {
        return switch (type) {
            case FLOAT -> TensorFacts.Element.FLOAT;
            case UINT8 -> TensorFacts.Element.BYTE;
            case INT64 -> TensorFacts.Element.LONG;
            case INT32 -> TensorFacts.Element.INT;
            default -> TensorFacts.Element.OTHER;
        };
    }

    /** In the order of the file. */
    public List<TensorFacts> inputs() {
        return inputs;
    }

    /** In the order of the file. */
    public List<TensorFacts> outputs() {
        return outputs;
    }

    OrtSession session() {
        return session;
    }

    /** How many have the model open. */
    int users() {
        synchronized (OPEN) {
            return users;
        }
    }

    @Override
    public void close() {
        synchronized (OPEN) {
            users--;
            if (users > 0) {
                return;
            }
            OPEN.remove(key, this);
            try {
                session.close();
            } catch (OrtException e) {
                throw new IllegalStateException("a model was closed twice", e);
            }
        }
    }
}
