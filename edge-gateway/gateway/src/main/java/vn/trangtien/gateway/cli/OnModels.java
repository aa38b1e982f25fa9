package vn.trangtien.gateway.cli;

import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.video.detect.Detector;
import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.detect.DetectorFacts;
import vn.trangtien.video.detect.installed.Detectors;
import vn.trangtien.video.model.ModelException;
import vn.trangtien.video.model.ModelFiles;
import vn.trangtien.video.model.ModelStore;
import vn.trangtien.video.model.Words;

/** What the commands below {@code models} have in common. */
abstract class OnModels extends Answering {

    /** What {@code install} and {@code add} print as JSON. */
    record Installed(String id, String version, String licence, String folder) {}

    @Override
    public final Integer call() throws EnvironmentProblem {
        try {
            return work();
        } catch (ModelException e) {
            throw new EnvironmentProblem(text(e.what()), text(e.remedy()), e);
        }
    }

    abstract int work() throws ModelException, EnvironmentProblem;

    /** Asked for when the command runs: the folder depends on the environment. */
    final ModelStore store() {
        return ModelStore.ofThisMachine();
    }

    static Text text(Words words) {
        return new Text(words.vietnamese(), words.english());
    }

    /** Opens the model, which runs it once: only now is it sure that it works on this machine. */
    final DetectorFacts tryOut(String name) throws EnvironmentProblem {
        try (Detector detector = new Detectors(store())
                .open(name)
                .orElseThrow(() -> new DetectorException("'" + name + "' is no model"))) {
            return detector.facts();
        } catch (DetectorException e) {
            throw doesNotRun(e);
        }
    }

    static EnvironmentProblem doesNotRun(DetectorException e) {
        return new EnvironmentProblem(
                new Text("Mô hình không chạy được: %s", "The model does not run: %s")
                        .with(String.valueOf(e.getMessage())),
                new Text("Xem docs/models.md.", "See docs/models.md."),
                e);
    }

    final void report(ModelFiles model) throws EnvironmentProblem {
        DetectorFacts facts = tryOut(model.description().id());
        var shape = "%d x %d, %d nhãn / labels"
                .formatted(
                        facts.inputWidth(), facts.inputHeight(), facts.labels().size());
        report(
                new Installed(
                        facts.id(),
                        facts.version(),
                        facts.licence(),
                        model.folder().toString()),
                shape);
    }

    final void report(Installed installed, String shape) {
        if (json) {
            Json.print(out(), installed);
        } else {
            out().printf(
                            "✓ %s %s, %s, %s%n  %s%n",
                            installed.id, installed.version, shape, installed.licence, installed.folder);
        }
        out().flush();
    }
}
