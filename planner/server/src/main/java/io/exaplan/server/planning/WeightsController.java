package io.exaplan.server.planning;

import io.exaplan.server.security.Allowed;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.InScope;
import io.exaplan.server.security.Role;
import io.exaplan.server.security.TokenScope;
import io.exaplan.server.web.EntityTag;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.Values;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@InScope(TokenScope.ADMINISTRATION)
@RequestMapping("/api/v1/weights")
@Tag(name = "weights", description = "What the plan's score charges for what")
class WeightsController {

    /** Far beyond what is useful, far below where a score of the largest city overflows. */
    private static final long MOST = 1_000_000;

    private final Weights weights;

    WeightsController(Weights weights) {
        this.weights = weights;
    }

    /**
     * The weights.
     *
     * @param version rises with every change; 0 while those of the configuration hold
     * @param weights what plans are made with
     * @param configured what the configuration says
     */
    record WeightsView(
            long version,
            WeightSettings weights,
            WeightSettings configured,
            @Nullable String statedBy,
            @Nullable Instant statedAt) {}

    @GetMapping
    @Allowed({Role.ADMIN, Role.PLANNER, Role.VIEWER})
    ResponseEntity<WeightsView> current() {
        Weights.Standing standing = weights.standing();
        return ResponseEntity.ok()
                .eTag(EntityTag.of(standing.version()))
                .body(new WeightsView(
                        standing.version(),
                        standing.weights(),
                        weights.configured(),
                        standing.statedBy(),
                        standing.statedAt()));
    }

    /** Other weights, all of them; the book is made again with them at once. If-Match carries the ETag of what was read. */
    @PutMapping
    @Allowed(Role.ADMIN)
    ResponseEntity<WeightsView> state(
            @RequestBody(content = @Content(schema = @Schema(implementation = WeightSettings.class))) JsonForm form,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        WeightSettings stated = new WeightSettings(
                weight(form, "unplaced"),
                weight(form, "waiting"),
                weight(form, "lateness"),
                weight(form, "churn"),
                weight(form, "preemption"),
                weight(form, "shortfall"),
                weight(form, "transfer"),
                weight(form, "fragmentation"),
                weight(form, "energy"));
        form.finish();
        weights.state(stated, EntityTag.required(ifMatch), caller.name());
        return current();
    }

    private static long weight(JsonForm form, String name) {
        return form.required(name, Values.wholeNumber(0, MOST), 0L);
    }
}
