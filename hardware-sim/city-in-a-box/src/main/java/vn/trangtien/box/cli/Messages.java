package vn.trangtien.box.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import vn.trangtien.box.EnvironmentProblem;
import vn.trangtien.box.Text;

/** How messages look on the terminal: both languages, what is wrong before what to do. */
final class Messages {

    private Messages() {}

    static void problem(PrintWriter to, EnvironmentProblem problem) {
        problem(to, problem.what(), problem.remedy());
    }

    static void problem(PrintWriter to, Text what, Text remedy) {
        to.println();
        to.println("✗ " + what.vi());
        to.println("  " + what.en());
        to.println("→ " + remedy.vi());
        to.println("  " + remedy.en());
        to.flush();
    }

    static void internal(PrintWriter to, Throwable cause, Optional<Path> log) {
        String name = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        Text remedy = log.map(file -> new Text(
                                "Chi tiết trong %s; hãy gửi tệp này khi báo lỗi.",
                                "Details are in %s; send that file when you report this.")
                        .with(file))
                .orElse(new Text(
                        "Chạy lại với biến môi trường CITY_TRACE=1 để xem chi tiết.",
                        "Run again with the environment variable CITY_TRACE=1 to see the details."));
        problem(to, new Text("Lỗi của chương trình: %s", "A mistake of the program: %s").with(name), remedy);
    }

    static void line(PrintWriter to, Text text) {
        to.println(text.vi().equals(text.en()) ? text.en() : text.vi() + " / " + text.en());
        to.flush();
    }
}
