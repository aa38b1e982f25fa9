package vn.trangtien.box.cli;

import java.nio.file.Path;
import java.util.Optional;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.model.ModelException;
import vn.trangtien.video.source.VideoSourceException;

/** What the room of the cameras reports, as the commands say it. */
final class VideoProblems {

    private static final String REMEDY_AFTER = "; ";

    private VideoProblems() {}

    /** The sentences of a source hold the problem and the remedy, parted by a semicolon. */
    static EnvironmentProblem of(VideoSourceException e) {
        Text all = new Text(e.vietnamese(), String.valueOf(e.getMessage()));
        return new EnvironmentProblem(
                new Text(before(all.vi()), before(all.en())), new Text(after(all.vi()), after(all.en())), e);
    }

    static EnvironmentProblem of(DetectorException e, String detector) {
        if (e.getCause() instanceof ModelException model) {
            return new EnvironmentProblem(
                    new Text(model.what().vietnamese(), model.what().english()),
                    new Text(model.remedy().vietnamese(), model.remedy().english()),
                    e);
        }
        return new EnvironmentProblem(
                new Text("Bộ nhận dạng '%s' không dùng được: %s", "The detector '%s' cannot be used: %s")
                        .with(detector, String.valueOf(e.getMessage())),
                new Text(
                        "Cài lại mô hình (./city models install ssd) hoặc dùng --detector blob.",
                        "Install the model again (./city models install ssd) or use --detector blob."),
                e);
    }

    static EnvironmentProblem unwritable(Optional<Path> file, Exception cause) {
        return new EnvironmentProblem(
                new Text("Không ghi được tệp %s.", "The file %s cannot be written.")
                        .with(file.map(Path::toString).orElse("?")),
                new Text(
                        "Kiểm tra thư mục, quyền ghi và chỗ trống.",
                        "Check the folder, the permission and the space left."),
                cause);
    }

    private static String before(String sentence) {
        int at = sentence.indexOf(REMEDY_AFTER);
        return at < 0 ? sentence : sentence.substring(0, at);
    }

    private static String after(String sentence) {
        int at = sentence.indexOf(REMEDY_AFTER);
        return at < 0 ? sentence : sentence.substring(at + REMEDY_AFTER.length());
    }
}
