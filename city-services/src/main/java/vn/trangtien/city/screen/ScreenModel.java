package vn.trangtien.city.screen;

import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.identity.Role;

/** What every page of the screen knows: how to show things, and whether this person may act. */
@ControllerAdvice(basePackageClasses = ScreenModel.class)
class ScreenModel {

    private final Clock clock;

    ScreenModel(Clock clock) {
        this.clock = clock;
    }

    @ModelAttribute
    void common(Model model, Locale locale, Optional<CurrentUser> user) {
        model.addAttribute("show", new Display(clock.getZone(), locale));
        model.addAttribute(
                "mayAct", user.filter(person -> person.is(Role.OPERATOR)).isPresent());
    }
}
