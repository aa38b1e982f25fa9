package vn.trangtien.box.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.platform.calendar.Deadline;
import vn.trangtien.platform.calendar.Pause;
import vn.trangtien.platform.calendar.Term;
import vn.trangtien.platform.calendar.WorkCalendar;
import vn.trangtien.platform.database.DatabaseAutoConfiguration;
import vn.trangtien.platform.organisation.Organisation;
import vn.trangtien.platform.organisation.UnitLookup;
import vn.trangtien.platform.text.Sentence;
import vn.trangtien.platform.text.VietnameseText;
import vn.trangtien.platform.text.Words;

/** {@code city egov deadline}: when a term ends, and why. */
@Command(
        name = "deadline",
        mixinStandardHelpOptions = true,
        description = {
            "Tính hạn theo ngày hoặc giờ làm việc và giải thích từng bước.",
            "Reckons a deadline in working days or hours and explains each step.",
            "",
            "./city egov deadline --from 2026-11-20T16:20 --working-hours 8",
            "./city egov deadline --from 2026-11-16T09:00 --working-days 10 --pause 2026-11-19T10:30/2026-11-30T09:00"
        },
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {
            "0:đã tính / reckoned",
            "2:dòng lệnh sai / the command line is wrong",
            "3:không đọc được lịch / the calendar cannot be read"
        })
final class EgovDeadlineCommand implements Callable<Integer> {

    private static final String DEFAULT = "default";
    private static final Words PAUSE = new Words("đồng hồ dừng", "the clock stands still");

    /** One of the two. */
    private static final class Length {

        @Option(
                names = "--working-days",
                required = true,
                paramLabel = "N",
                description = "Số ngày làm việc / working days, 1–2000")
        private Optional<Integer> days = Optional.empty();

        @Option(
                names = "--working-hours",
                required = true,
                paramLabel = "N",
                description = "Số giờ làm việc / working hours, 1–2000")
        private Optional<Integer> hours = Optional.empty();
    }

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "TIME",
            description =
                    "Lúc tiếp nhận, giờ Việt Nam hoặc có múi giờ / when it was received, Vietnamese time or with an offset: 2026-11-20T16:20")
    @SuppressWarnings("NullAway.Init")
    private String from;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    private Length length;

    @Option(
            names = "--calendar",
            paramLabel = "FILE",
            defaultValue = DEFAULT,
            description = "Tệp lịch như calendar.yaml, hoặc 'default' / a file like calendar.yaml, or 'default'")
    private String calendar = DEFAULT;

    @Option(
            names = "--unit",
            paramLabel = "CODE",
            description =
                    "Mã đơn vị: tính cả giờ làm và ngày nghỉ riêng / code of a unit: with hours and closures of its own")
    private Optional<String> unit = Optional.empty();

    @Option(
            names = "--pause",
            paramLabel = "FROM/TO",
            description =
                    "Thời gian đồng hồ dừng, lặp lại được; bỏ TO nếu còn dừng / the clock stands still, may be repeated; without TO it still does")
    private List<String> pauses = new ArrayList<>();

    @Option(names = "--json", description = "Cho máy đọc / for programs")
    private boolean json;

    @Override
    public Integer call() throws EnvironmentProblem {
        LocalDateTime accepted = time("--from", from);
        Organisation organisation = Organisation.bundled();
        WorkCalendar days = load(organisation, accepted);
        Deadline deadline;
        try {
            Term term = length.days
                    .<Term>map(Term.WorkingDays::new)
                    .orElseGet(() -> new Term.WorkingHours(length.hours.orElseThrow()));
            deadline = days.deadline(
                    accepted, term, pauses.stream().map(this::pause).toList());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                json
                        ? JsonMapper.shared().writeValueAsString(tree(deadline)) + System.lineSeparator()
                        : text(deadline));
        out.flush();
        return ExitCode.OK;
    }

    private WorkCalendar load(Organisation organisation, LocalDateTime accepted) throws EnvironmentProblem {
        Resource file = calendar.equals(DEFAULT)
                ? new ClassPathResource("platform/calendar.yaml")
                : new FileSystemResource(Path.of(calendar));
        WorkCalendar read;
        try {
            read = WorkCalendar.of(file, code -> organisation.codesDownTo(code, accepted.toLocalDate()));
        } catch (IllegalArgumentException e) {
            throw new EnvironmentProblem(
                    new Text("Không dùng được lịch %s: %s.", "The calendar %s cannot be used: %s.")
                            .with(calendar, String.valueOf(e.getMessage())),
                    new Text(
                            "Viết theo mẫu egov-core/platform/src/main/resources/platform/calendar.yaml.",
                            "Write it like egov-core/platform/src/main/resources/platform/calendar.yaml."),
                    e);
        }
        return unit.isPresent() ? read.forUnit(known(organisation, unit.get(), accepted)) : read;
    }

    /** An alias is not translated silently: it is refused with the right code. */
    private String known(Organisation organisation, String code, LocalDateTime accepted) {
        UnitLookup found = organisation.lookUp(code, accepted.toLocalDate());
        if (found instanceof UnitLookup.Found present) {
            return present.unit().code();
        }
        String hint = "look it up under /organisation";
        if (found instanceof UnitLookup.ByAlias alias) {
            hint = "it is another code of " + alias.unit().code();
        } else if (found instanceof UnitLookup.Perhaps perhaps) {
            hint = "perhaps " + perhaps.suggested().code() + " is meant";
        }
        throw new ParameterException(
                spec.commandLine(),
                "--unit must be the code of a unit on %s, but was '%s'; %s"
                        .formatted(accepted.toLocalDate(), code, hint));
    }

    private Pause pause(String text) {
        int slash = text.indexOf('/');
        String begin = slash < 0 ? text : text.substring(0, slash);
        String end = slash < 0 ? "" : text.substring(slash + 1);
        return new Pause(time("--pause", begin), end.isEmpty() ? null : time("--pause", end), PAUSE);
    }

    private LocalDateTime time(String option, String text) {
        try {
            return LocalDateTime.parse(text);
        } catch (DateTimeException local) {
            try {
                return OffsetDateTime.parse(text)
                        .atZoneSameInstant(DatabaseAutoConfiguration.ZONE)
                        .toLocalDateTime();
            } catch (DateTimeException e) {
                throw new ParameterException(
                        spec.commandLine(),
                        "%s must be a time like 2026-11-20T16:20 or 2026-11-20T16:20+07:00, but was '%s'"
                                .formatted(option, text),
                        e);
            }
        }
    }

    private static String text(Deadline deadline) {
        var text = new StringBuilder();
        for (Locale language : List.of(VietnameseText.VIETNAMESE, Locale.ENGLISH)) {
            text.append(deadline.headline().in(language)).append(System.lineSeparator());
            for (Sentence step : deadline.steps()) {
                text.append("  - ").append(step.in(language)).append(System.lineSeparator());
            }
        }
        return text.toString();
    }

    private Map<String, Object> tree(Deadline deadline) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("from", zoned(deadline.accepted()));
        length.days.ifPresent(days -> tree.put("workingDays", days));
        length.hours.ifPresent(hours -> tree.put("workingHours", hours));
        unit.ifPresent(code -> tree.put("unit", code));
        tree.put("calendar", calendar);
        deadline.dueAt().ifPresent(due -> tree.put("due", zoned(due)));
        tree.put("stopped", deadline.dueAt().isEmpty());
        tree.put("provisional", deadline.provisional());
        tree.put("vi", words(deadline, VietnameseText.VIETNAMESE));
        tree.put("en", words(deadline, Locale.ENGLISH));
        return tree;
    }

    private static Map<String, Object> words(Deadline deadline, Locale language) {
        return Map.of(
                "result",
                deadline.headline().in(language),
                "steps",
                deadline.steps().stream().map(step -> step.in(language)).toList());
    }

    private static String zoned(LocalDateTime time) {
        return time.atZone(DatabaseAutoConfiguration.ZONE).toOffsetDateTime().toString();
    }
}
