package vn.trangtien.platform.organisation.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import vn.trangtien.platform.database.Datasets;
import vn.trangtien.platform.organisation.Organisation;
import vn.trangtien.platform.organisation.Unit;

/** Decree 30/2020, article 13, sentence by sentence. */
class SignatoriesTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
    private static final LocalDate SPRING = LocalDate.parse("2026-03-01");
    private static final LocalDate YEAR_END = LocalDate.parse("2026-12-31");
    private static final Locale VI = Locale.forLanguageTag("vi");

    private static final long CHAIR = 1;
    private static final long VICE = 2;
    private static final long CHIEF = 3;
    private static final long DEPUTY_CHIEF = 4;
    private static final long DIRECTOR = 5;
    private static final long DEPUTY_DIRECTOR = 6;

    private final OfficeStore.File posts =
            Datasets.read(new ClassPathResource("platform/positions.yaml"), OfficeStore.File.class);
    private final Organisation hue = new Organisation(List.of(
            unit("H57", "Ủy ban nhân dân thành phố Huế", Unit.Kind.CITY, null),
            unit("H57.VP", "Văn phòng Ủy ban nhân dân thành phố", Unit.Kind.OFFICE, "H57"),
            unit("H57.SNV", "Sở Nội vụ", Unit.Kind.DEPARTMENT, "H57")));

    private final List<Appointment> people = new ArrayList<>(List.of(
            appointment(CHAIR, "H57", "chu-tich", "a.chu", Appointment.Standing.FULL),
            appointment(VICE, "H57", "pho-chu-tich", "b.pho", Appointment.Standing.FULL),
            appointment(CHIEF, "H57.VP", "chanh-van-phong", "c.chanh", Appointment.Standing.FULL),
            appointment(DEPUTY_CHIEF, "H57.VP", "pho-chanh-van-phong", "d.pho", Appointment.Standing.FULL),
            appointment(DIRECTOR, "H57.SNV", "giam-doc", "e.giam", Appointment.Standing.FULL),
            appointment(DEPUTY_DIRECTOR, "H57.SNV", "pho-giam-doc", "g.pho", Appointment.Standing.FULL)));
    private final List<Delegation> given = new ArrayList<>();

    @Test
    void theHeadSignsInTheOwnNameAndForTheBody() {
        assertThat(lines("H57", "a.chu"))
                .containsExactly(List.of("CHỦ TỊCH"), List.of("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"));
        assertThat(lines("H57.SNV", "e.giam")).containsExactly(List.of("GIÁM ĐỐC"));
    }

    @Test
    void aDeputySignsOnlyWhatTheHeadHasGiven() {
        assertThat(refusal("H57", "b.pho", ""))
                .contains("Họ b.pho chưa được người đứng đầu Ủy ban nhân dân thành phố Huế giao ký");

        given.add(delegation(11, Delegation.Kind.KT, CHAIR, VICE, null, Set.of("QĐ", "CV"), YEAR_END));
        assertThat(lines("H57", "b.pho"))
                .containsExactly(
                        List.of("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
                        List.of("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"));
        assertThat(verdict("H57", TODAY, "b.pho", "QĐ")).isInstanceOf(SigningVerdict.May.class);
        assertThat(refusal("H57", "b.pho", "KH")).contains("Loại văn bản KH không thuộc phạm vi được giao: CV, QĐ");
    }

    @Test
    void theReasonNamesPostDecisionAndArticle() {
        given.add(delegation(11, Delegation.Kind.KT, CHAIR, VICE, null, Set.of(), YEAR_END));

        SigningRight right = signatories().on("H57", TODAY).stream()
                .filter(one -> one.appointment().id() == VICE)
                .findFirst()
                .orElseThrow();
        assertThat(right.reasons().stream().map(reason -> reason.in(VI)))
                .containsExactly(
                        "Họ b.pho giữ chức Phó Chủ tịch, Ủy ban nhân dân thành phố Huế, từ 01/03/2026 (quyết định 2/QĐ ngày 01/03/2026).",
                        "Được người đứng đầu giao ký thay theo 11/GUQ ngày 01/03/2026, từ 01/03/2026 đến 31/12/2026: lĩnh vực (Điều 13 khoản 1).");
        assertThat(right.reasons().get(1).in(Locale.ENGLISH)).contains("article 13.1");
    }

    @Test
    void aDelegationHoldsForItsDaysOnly() {
        given.add(delegation(11, Delegation.Kind.KT, CHAIR, VICE, null, Set.of(), YEAR_END));

        assertThat(verdict("H57", YEAR_END, "b.pho", "")).isInstanceOf(SigningVerdict.May.class);
        assertThat(reasons(verdict("H57", YEAR_END.plusDays(1), "b.pho", "")))
                .containsExactly("Việc giao ký theo 11/GUQ hết hiệu lực sau ngày 31/12/2026.");
    }

    @Test
    void aRevokedDelegationEndsOnItsDay() {
        Delegation whole = delegation(11, Delegation.Kind.KT, CHAIR, VICE, null, Set.of(), YEAR_END);
        given.add(new Delegation(
                whole.id(),
                whole.kind(),
                whole.grantor(),
                whole.grantee(),
                null,
                whole.scope(),
                Set.of(),
                whole.validFrom(),
                whole.validTo(),
                whole.decision(),
                new Ending(TODAY.minusDays(1), "thu hồi", whole.decision())));

        assertThat(refusal("H57", "b.pho", "")).contains("hết hiệu lực sau ngày 21/11/2026");
    }

    @Test
    void aDelegationEndsWithWhoGaveIt() {
        given.add(delegation(11, Delegation.Kind.KT, CHAIR, VICE, null, Set.of(), null));
        people.set(0, ended(people.get(0), TODAY.minusDays(1)));

        assertThat(refusal("H57", "b.pho", ""))
                .contains("Người giao ký theo 11/GUQ là Họ a.chu không còn giữ chức vụ.");
        assertThat(refusal("H57", "a.chu", "")).contains("Họ a.chu thôi giữ chức vụ sau ngày 21/11/2026.");
    }

    @Test
    void anActingHeadSignsWithQ() {
        people.set(0, appointment(CHAIR, "H57", "chu-tich", "a.chu", Appointment.Standing.ACTING));

        assertThat(lines("H57", "a.chu"))
                .containsExactly(List.of("Q. CHỦ TỊCH"), List.of("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH"));
    }

    @Test
    void aDeputyInChargeSignsWhileThereIsNoHead() {
        people.set(5, appointment(DEPUTY_DIRECTOR, "H57.SNV", "pho-giam-doc", "g.pho", Appointment.Standing.IN_CHARGE));
        assertThat(lines("H57.SNV", "g.pho")).isEmpty();

        people.set(4, ended(people.get(4), TODAY.minusDays(1)));
        assertThat(lines("H57.SNV", "g.pho")).containsExactly(List.of("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"));
    }

    @Test
    void anOrderMayBePassedOnToADeputyAndAMandateMayNot() {
        given.add(delegation(21, Delegation.Kind.TL, CHAIR, CHIEF, null, Set.of("TB", "CV"), null));
        given.add(delegation(22, Delegation.Kind.KT, CHIEF, DEPUTY_CHIEF, 21L, Set.of("TB"), null));
        given.add(delegation(31, Delegation.Kind.TUQ, CHAIR, DIRECTOR, null, Set.of("QĐ"), YEAR_END));
        given.add(delegation(32, Delegation.Kind.KT, DIRECTOR, DEPUTY_DIRECTOR, 31L, Set.of(), null));

        assertThat(lines("H57", "c.chanh")).containsExactly(List.of("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"));
        assertThat(lines("H57", "d.pho"))
                .containsExactly(List.of("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"));
        assertThat(verdict("H57", TODAY, "d.pho", "CV")).isInstanceOf(SigningVerdict.MayNot.class);
        assertThat(lines("H57", "e.giam")).containsExactly(List.of("TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ NỘI VỤ"));
        assertThat(lines("H57", "g.pho")).isEmpty();
        assertThat(problems(given.get(3)))
                .containsExactly("Chỉ giao lại cho cấp phó việc ký thừa lệnh mà mình đang được giao.");
    }

    @Test
    void whoHasNothingToDoWithTheUnitIsToldSo() {
        assertThat(refusal("H57.SNV", "c.chanh", "")).contains("c.chanh không giữ chức vụ nào ở Sở Nội vụ");
        assertThat(reasons(verdict("H57.OLD", TODAY, "a.chu", "")))
                .containsExactly("Đơn vị H57.OLD không tồn tại vào ngày 22/11/2026.");
    }

    @Test
    void whatADelegationMustFulfilIsNamed() {
        assertThat(problems(delegation(0, Delegation.Kind.TUQ, CHAIR, DIRECTOR, null, Set.of(), null)))
                .containsExactly(
                        "Ủy quyền phải có thời hạn (Nghị định 30/2020/NĐ-CP, Điều 13 khoản 3); hãy ghi ngày kết thúc.");
        assertThat(problems(delegation(0, Delegation.Kind.TL, CHAIR, CHIEF, null, Set.of(), null)))
                .containsExactly("Thừa lệnh phải ghi rõ loại văn bản (Điều 13 khoản 4).");
        assertThat(problems(delegation(0, Delegation.Kind.KT, CHAIR, DIRECTOR, null, Set.of(), null)))
                .containsExactly("Ký thay chỉ giao cho cấp phó của Ủy ban nhân dân thành phố Huế.");
        assertThat(problems(delegation(0, Delegation.Kind.TL, CHAIR, VICE, null, Set.of("TB"), null)))
                .containsExactly(
                        "Thừa lệnh và thừa ủy quyền chỉ giao cho người đứng đầu đơn vị trực thuộc Ủy ban nhân dân thành phố Huế.");
        assertThat(problems(delegation(0, Delegation.Kind.KT, VICE, CHAIR, null, Set.of(), null)))
                .contains("Họ b.pho không phải người đứng đầu Ủy ban nhân dân thành phố Huế, nên không giao ký được.");
        people.set(1, ended(people.get(1), TODAY));
        assertThat(problems(delegation(0, Delegation.Kind.KT, CHAIR, VICE, null, Set.of(), YEAR_END)))
                .containsExactly(
                        "Họ b.pho giữ chức vụ từ 01/03/2026 đến 22/11/2026; thời gian giao ký phải nằm trong đó.");
    }

    @Test
    void whatAnAppointmentMustFulfilIsNamed() {
        assertThat(appointmentProblems(appointment(0, "H57", "chu-tich", "x", Appointment.Standing.FULL)))
                .containsExactly(
                        "Họ a.chu đang là người đứng đầu từ 01/03/2026; hãy kết thúc trước khi bổ nhiệm người khác.");
        assertThat(appointmentProblems(appointment(0, "H57", "giam-doc", "x", Appointment.Standing.FULL)))
                .containsExactly("Chức vụ giam-doc không có ở Ủy ban nhân dân thành phố Huế.");
        assertThat(appointmentProblems(appointment(0, "H57", "pho-chu-tich", "x", Appointment.Standing.ACTING)))
                .containsExactly("Chỉ người giữ chức vụ đứng đầu mới được giao quyền (\"Q.\").");
        assertThat(appointmentProblems(appointment(0, "H57", "pho-chu-tich", "b.pho", Appointment.Standing.FULL)))
                .containsExactly("Họ b.pho đã giữ chức vụ này từ 01/03/2026; hãy kết thúc lần trước.");
        assertThat(appointmentProblems(appointment(0, "H57", "pho-chu-tich", "x", Appointment.Standing.FULL)))
                .isEmpty();
    }

    private Signatories signatories() {
        return new Signatories(hue, book());
    }

    private OfficeBook book() {
        return new OfficeBook(posts.positions(), posts.collectives(), people, given);
    }

    private SigningVerdict verdict(String unit, LocalDate day, String person, String type) {
        return signatories().judge(unit, day, person, type);
    }

    private List<List<String>> lines(String unit, String person) {
        return signatories().on(unit, TODAY).stream()
                .filter(right -> right.appointment().person().id().equals(person))
                .map(SigningRight::lines)
                .toList();
    }

    private String refusal(String unit, String person, String type) {
        return String.join(" ", reasons(verdict(unit, TODAY, person, type)));
    }

    private static List<String> reasons(SigningVerdict verdict) {
        assertThat(verdict).isInstanceOf(SigningVerdict.MayNot.class);
        return ((SigningVerdict.MayNot) verdict)
                .reasons().stream().map(reason -> reason.in(VI)).toList();
    }

    private List<String> problems(Delegation wanted) {
        return new MandateRules(hue, book())
                .problems(wanted).stream().map(problem -> problem.in(VI)).toList();
    }

    private List<String> appointmentProblems(Appointment wanted) {
        return new MandateRules(hue, book())
                .problems(wanted).stream().map(problem -> problem.in(VI)).toList();
    }

    private static Appointment appointment(
            long id, String unit, String post, String person, Appointment.Standing standing) {
        return new Appointment(
                id,
                unit,
                post,
                new Person(person, "Họ " + person),
                standing,
                SPRING,
                null,
                new Decision(id + "/QĐ", SPRING),
                null);
    }

    private static Appointment ended(Appointment one, LocalDate lastDay) {
        return new Appointment(
                one.id(),
                one.unitCode(),
                one.positionCode(),
                one.person(),
                one.standing(),
                one.validFrom(),
                one.validTo(),
                one.decision(),
                new Ending(lastDay, "nghỉ hưu", one.decision()));
    }

    private static Delegation delegation(
            long id,
            Delegation.Kind kind,
            long grantor,
            long grantee,
            @Nullable Long through,
            Set<String> types,
            @Nullable LocalDate to) {
        return new Delegation(
                id,
                kind,
                grantor,
                grantee,
                through,
                "lĩnh vực",
                types,
                SPRING,
                to,
                new Decision(id + "/GUQ", SPRING),
                null);
    }

    private static Unit unit(String code, String name, Unit.Kind kind, @Nullable String parent) {
        return new Unit(code, name, name, code, kind, parent, LocalDate.parse("2025-01-01"), null, null, "test");
    }
}
