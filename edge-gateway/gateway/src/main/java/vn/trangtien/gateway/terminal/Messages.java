package vn.trangtien.gateway.terminal;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import vn.trangtien.drivers.Text;

/** How messages look on the terminal: both languages, what is wrong before what to do. */
public final class Messages {

    private Messages() {}

    public static void problem(PrintWriter to, EnvironmentProblem problem) {
        problem(to, problem.what(), problem.remedy());
    }

    public static void problem(PrintWriter to, Text what, Text remedy) {
        to.println();
        to.println("✗ " + what.vi());
        to.println("  " + what.en());
        to.println("→ " + remedy.vi());
        to.println("  " + remedy.en());
        to.flush();
    }

    /** A mistake of the program itself, with the way to its details. */
    public static void internal(PrintWriter to, Throwable cause, Optional<Path> log) {
        internal(to, cause, log, "CITY_TRACE");
    }

    static void internal(PrintWriter to, Throwable cause, Optional<Path> log, String traceVariable) {
        String name = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        Text remedy = log.map(file -> new Text(
                                "Chi tiết trong %s; hãy gửi tệp này khi báo lỗi.",
                                "Details are in %s; send that file when you report this.")
                        .with(file))
                .orElse(new Text(
                                "Chạy lại với biến môi trường %s=1 để xem chi tiết.",
                                "Run again with the environment variable %s=1 to see the details.")
                        .with(traceVariable));
        problem(to, new Text("Lỗi của chương trình: %s", "A mistake of the program: %s").with(name), remedy);
    }

    public static void line(PrintWriter to, Text text) {
        to.println(text.vi().equals(text.en()) ? text.en() : text.vi() + " / " + text.en());
        to.flush();
    }
}
