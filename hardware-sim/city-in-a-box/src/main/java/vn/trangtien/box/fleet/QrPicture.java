package vn.trangtien.box.fleet;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.Map;

/** A QR code for a terminal and for a page, with the quiet zone of four modules that ISO/IEC 18004 asks for. */
public final class QrPicture {

    private static final int QUIET = 4;

    private final ByteMatrix modules;

    /** @throws IllegalArgumentException if the text does not fit */
    public QrPicture(String text) {
        try {
            modules = Encoder.encode(text, ErrorCorrectionLevel.M, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"))
                    .getMatrix();
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException(
                    "a text of %d characters does not fit a QR code".formatted(text.length()), tooLong);
        }
    }

    /** Two rows of modules a line; light modules are drawn, which suits a dark terminal, and most scanners read both. */
    public String blocks() {
        int size = modules.getWidth() + 2 * QUIET;
        var text = new StringBuilder();
        for (int y = 0; y < size; y += 2) {
            for (int x = 0; x < size; x++) {
                boolean upper = isLight(x, y);
                boolean lower = y + 1 >= size || isLight(x, y + 1);
                text.append(upper ? lower ? '█' : '▀' : lower ? '▄' : ' ');
            }
            text.append(System.lineSeparator());
        }
        return text.toString();
    }

    /** An {@code svg} element. */
    public String svg() {
        int size = modules.getWidth() + 2 * QUIET;
        var path = new StringBuilder();
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                if (!isLight(x, y)) {
                    path.append("M%d %dh1v1h-1z".formatted(x, y));
                }
            }
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$d %1$d\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h%1$dv%1$dH0z\"/><path d=\"%2$s\"/></svg>"
                .formatted(size, path);
    }

    private boolean isLight(int x, int y) {
        int column = x - QUIET;
        int row = y - QUIET;
        return column < 0
                || row < 0
                || column >= modules.getWidth()
                || row >= modules.getHeight()
                || modules.get(column, row) != 1;
    }
}
