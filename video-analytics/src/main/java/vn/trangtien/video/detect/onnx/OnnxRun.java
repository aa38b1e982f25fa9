package vn.trangtien.video.detect.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.trangtien.video.detect.DetectorException;

/**
 * One user's way to run a model with one input: an input buffer, and output buffers that are written anew by each run. Where
 * the model fixes the sizes of its outputs nothing is allocated between runs. For one thread.
 */
public final class OnnxRun implements AutoCloseable {

    private final OnnxModel model;
    private final ByteBuffer input;
    private final OnnxTensor inputTensor;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> pinned;
    private final Set<String> loose;
    private final Map<String, float[]> values = new HashMap<>();
    private final Map<String, long[]> shapes = new HashMap<>();
    private boolean closed;

    private OnnxRun(
            OnnxModel model,
            ByteBuffer input,
            OnnxTensor inputTensor,
            String inputName,
            Map<String, OnnxTensor> pinned,
            Set<String> loose) {
        this.model = model;
        this.input = input;
        this.inputTensor = inputTensor;
        this.inputs = Map.of(inputName, inputTensor);
        this.pinned = pinned;
        this.loose = loose;
        pinned.forEach((name, tensor) -> {
            values.put(name, new float[buffer(tensor).capacity()]);
            shapes.put(name, tensor.getInfo().getShape());
        });
    }

    /**
     * Makes the buffers.
     *
     * @param model stays open until this run is closed; not closed here
     * @param inputShape must fit the model's only input
     * @param outputs names of those that are wanted, all of floats
     * @throws DetectorException if the model has another shape
     */
    public static OnnxRun of(OnnxModel model, long[] inputShape, List<String> outputs) throws DetectorException {
        TensorFacts facts = onlyInput(model, inputShape);
        boolean bytes = facts.element() == TensorFacts.Element.BYTE;
        OrtEnvironment environment = OnnxLibrary.environment();
        List<OnnxTensor> made = new ArrayList<>();
        try {
            ByteBuffer input = direct(inputShape, bytes ? 1 : Float.BYTES);
            OnnxTensor inputTensor = bytes
                    ? OnnxTensor.createTensor(environment, input, inputShape, OnnxJavaType.UINT8)
                    : OnnxTensor.createTensor(environment, input.asFloatBuffer(), inputShape);
            made.add(inputTensor);
            Map<String, OnnxTensor> pinned = new HashMap<>();
            for (String name : outputs) {
                TensorFacts output = output(model, name);
                if (output.isFixed()) {
                    long[] shape =
                            output.shape().stream().mapToLong(Long::longValue).toArray();
                    OnnxTensor tensor = OnnxTensor.createTensor(
                            environment, direct(shape, Float.BYTES).asFloatBuffer(), shape);
                    made.add(tensor);
                    pinned.put(name, tensor);
                }
            }
            Set<String> loose = new HashSet<>(outputs);
            loose.removeAll(pinned.keySet());
            return new OnnxRun(model, input, inputTensor, facts.name(), pinned, loose);
        } catch (OrtException e) {
            made.forEach(OnnxTensor::close);
            throw new DetectorException("the model's buffers cannot be made: " + e.getMessage(), e);
        } catch (DetectorException e) {
            made.forEach(OnnxTensor::close);
            throw e;
        }
    }

    private static ByteBuffer direct(long[] shape, int bytesPerElement) throws DetectorException {
        long size = bytesPerElement;
        for (long length : shape) {
            size = Math.multiplyExact(size, length);
        }
        if (size < 1 || size > 1L << 29) {
            throw new DetectorException(
                    "a tensor of the model has %d bytes; at most %d are allowed".formatted(size, 1 << 29));
        }
        return ByteBuffer.allocateDirect((int) size).order(ByteOrder.nativeOrder());
    }

    private static TensorFacts onlyInput(OnnxModel model, long[] shape) throws DetectorException {
        if (model.inputs().size() != 1) {
            throw new DetectorException("the model has the inputs %s; a detector needs exactly one, the picture"
                    .formatted(names(model.inputs())));
        }
        TensorFacts input = model.inputs().get(0);
        if (!input.accepts(shape)) {
            throw new DetectorException("the model's input '%s' has the shape %s, but its description says %s; correct"
                            .formatted(input.name(), input.shape(), Arrays.toString(shape))
                    + " input.width, input.height and input.layout");
        }
        if (input.element() != TensorFacts.Element.FLOAT && input.element() != TensorFacts.Element.BYTE) {
            throw new DetectorException(
                    "the model's input '%s' is neither of floats nor of bytes; export it with float32 input"
                            .formatted(input.name()));
        }
        return input;
    }

    private static TensorFacts output(OnnxModel model, String name) throws DetectorException {
        Optional<TensorFacts> found =
                model.outputs().stream().filter(o -> o.name().equals(name)).findFirst();
        if (found.isEmpty()) {
            throw new DetectorException("the model has no output '%s', only %s; correct the names in its description"
                    .formatted(name, names(model.outputs())));
        }
        if (found.get().element() != TensorFacts.Element.FLOAT) {
            throw new DetectorException(
                    "the model's output '%s' is not of floats; export it as float32".formatted(name));
        }
        return found.get();
    }

    private static List<String> names(List<TensorFacts> facts) {
        return facts.stream().map(TensorFacts::name).toList();
    }

    /** Whether the input takes bytes instead of floats. */
    public boolean takesBytes() {
        return inputTensor.getInfo().type == OnnxJavaType.UINT8;
    }

    /** The input, to be filled before each run. */
    public ByteBuffer input() {
        return input.duplicate().order(ByteOrder.nativeOrder());
    }

    /**
     * Runs the model on what is in the input.
     *
     * @throws DetectorException if the model fails; it may be run again
     */
    public void run() throws DetectorException {
        if (closed) {
            throw new DetectorException("this detector is closed; open another one");
        }
        try (OrtSession.Result result = model.session().run(inputs, loose, pinned)) {
            for (Map.Entry<String, OnnxTensor> output : pinned.entrySet()) {
                buffer(output.getValue()).get(0, values.get(output.getKey()));
            }
            for (String name : loose) {
                keep(name, (OnnxTensor) result.get(name).orElseThrow());
            }
        } catch (OrtException | IllegalStateException e) {
            throw new DetectorException("the model failed on a picture: " + e.getMessage(), e);
        }
    }

    /** @return the floats of the output as rows one after another; the same array until its size changes */
    public float[] output(String name) {
        float[] output = values.get(name);
        if (output == null) {
            throw new IllegalStateException("output " + name + " was not asked for, or the model did not run yet");
        }
        return output;
    }

    /** The shape that the output had in the last run. */
    public long[] shape(String name) {
        long[] shape = shapes.get(name);
        if (shape == null) {
            throw new IllegalStateException("output " + name + " was not asked for, or the model did not run yet");
        }
        return shape.clone();
    }

    private void keep(String name, OnnxTensor tensor) {
        FloatBuffer floats = tensor.getFloatBuffer();
        shapes.put(name, tensor.getInfo().getShape());
        float[] before = values.get(name);
        float[] kept = before != null && before.length == floats.remaining() ? before : new float[floats.remaining()];
        floats.get(kept);
        values.put(name, kept);
    }

    private static FloatBuffer buffer(OnnxTensor tensor) {
        return (FloatBuffer) tensor.getBufferRef().orElseThrow();
    }

    @Override
    public void close() {
        closed = true;
        inputTensor.close();
        pinned.values().forEach(OnnxTensor::close);
    }
}
