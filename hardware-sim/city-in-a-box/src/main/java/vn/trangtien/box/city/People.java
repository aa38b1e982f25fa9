package vn.trangtien.box.city;

import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationContext;
import vn.trangtien.drivers.Text;
import vn.trangtien.platform.identity.Accounts;
import vn.trangtien.platform.identity.Role;
import vn.trangtien.platform.identity.SignInCodes;

/**
 * Who works in the simulated city. Nobody has a password: each start prints one-time codes, and a code that was not used is
 * void at the next start.
 */
public enum People {
    OPERATOR(
            "truc-ban",
            "Trực ban IOC",
            Role.OPERATOR,
            "H57.IOC",
            "trực ban, màn hình điều hành",
            "operator of the centre"),
    OFFICIAL(
            "can-bo",
            "Cán bộ phòng thủ dân sự",
            Role.OFFICIAL,
            "H57.PTDS.VP",
            "cán bộ thụ lý hồ sơ",
            "official handling cases"),
    TECHNICIAN("ky-thuat", "Kỹ thuật viên", Role.TECHNICIAN, "H57.IOC", "kỹ thuật viên", "technician"),
    ADMIN("quan-tri", "Quản trị", Role.ADMIN, "H57.IOC", "quản trị", "administrator");

    private final String account;
    private final String displayName;
    private final Role role;
    private final String unit;
    private final String vietnamese;
    private final String english;

    People(String account, String displayName, Role role, String unit, String vietnamese, String english) {
        this.account = account;
        this.displayName = displayName;
        this.role = role;
        this.unit = unit;
        this.vietnamese = vietnamese;
        this.english = english;
    }

    public String account() {
        return account;
    }

    /** What this person does. */
    public Text duty() {
        return new Text(vietnamese, english);
    }

    /**
     * A code that lets one person in once.
     *
     * @param code as a person types it
     */
    public record Invitation(People person, String code) {}

    /** Makes sure that everybody has an account, and invites everybody. */
    static List<Invitation> invite(ApplicationContext service) {
        Accounts accounts = service.getBean(Accounts.class);
        SignInCodes codes = service.getBean(SignInCodes.class);
        for (People person : values()) {
            accounts.ensure(person.account, person.displayName, Set.of(person.role), person.unit);
        }
        return List.of(values()).stream()
                .map(person ->
                        new Invitation(person, codes.issue(person.account).code()))
                .toList();
    }
}
