package canary.web;

import jakarta.inject.Inject;
import java.time.Clock;

class InjectsAField {
    @Inject
    Clock clock;
}
