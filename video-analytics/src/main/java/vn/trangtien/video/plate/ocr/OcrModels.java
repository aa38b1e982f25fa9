package vn.trangtien.video.plate.ocr;

import java.nio.charset.StandardCharsets;
import java.util.List;
import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.detect.onnx.OnnxModel;
import vn.trangtien.video.model.ModelException;
import vn.trangtien.video.model.PlateModels;

/** Which of the {@link PlateModels} does what. */
final class OcrModels {

    /** Finds lines of text; 4.7 MB. */
    static final String DETECTOR = "models/ch_PP-OCRv4_det_infer.onnx";
    /** Recognises the characters of a line; 10.9 MB. */
    static final String RECOGNISER = "models/ch_PP-OCRv4_rec_infer.onnx";

    private static final String CHARACTERS = "models/ppocr_keys_v1.txt";

    private OcrModels() {}

    static OnnxModel open(String name) throws DetectorException {
        return OnnxModel.open(name, () -> read(name));
    }

    static List<String> characters() throws DetectorException {
        return new String(read(CHARACTERS), StandardCharsets.UTF_8).lines().toList();
    }

    private static byte[] read(String name) throws DetectorException {
        try {
            return PlateModels.ofThisMachine().read(name);
        } catch (ModelException e) {
            throw new DetectorException(e.english(), e);
        }
    }
}
