package vn.trangtien.video.plate.ocr;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.detect.onnx.OnnxModel;

/** The models of RapidOCR as they lie in their jar on the class path, an optional part of an installation. */
final class OcrModels {

    /** Finds lines of text; 4.7 MB. */
    static final String DETECTOR = "models/ch_PP-OCRv4_det_infer.onnx";
    /** Recognises the characters of a line; 10.9 MB. */
    static final String RECOGNISER = "models/ch_PP-OCRv4_rec_infer.onnx";

    private static final String CHARACTERS = "models/ppocr_keys_v1.txt";

    private OcrModels() {}

    static boolean areInstalled() {
        return List.of(DETECTOR, RECOGNISER, CHARACTERS).stream()
                .allMatch(name -> OcrModels.class.getClassLoader().getResource(name) != null);
    }

    static OnnxModel open(String name) throws DetectorException {
        return OnnxModel.open(name, () -> read(name));
    }

    static List<String> characters() throws DetectorException {
        return new String(read(CHARACTERS), StandardCharsets.UTF_8).lines().toList();
    }

    private static byte[] read(String name) throws DetectorException {
        try (InputStream in = OcrModels.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new DetectorException(PlateReader.NOT_INSTALLED);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new DetectorException(
                    "the model %s for number plates cannot be read: %s; install the package again"
                            .formatted(name, e.getMessage()),
                    e);
        }
    }
}
