package io.exaplan.server.views;

import io.exaplan.server.audit.AuditLog;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.SecuritySettings;
import io.exaplan.server.security.TokenView;
import io.exaplan.server.security.TokenViews;
import io.exaplan.server.security.Tokens;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.Problem;
import io.exaplan.server.web.Values;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives tokens new secrets. */
@Component
class TokenRotations {

    private static final Duration USUAL_OVERLAP = Duration.ofHours(1);

    private final Tokens tokens;
    private final TokenViews views;
    private final SecuritySettings settings;
    private final AuditLog audit;

    TokenRotations(Tokens tokens, TokenViews views, SecuritySettings settings, AuditLog audit) {
        this.tokens = tokens;
        this.views = views;
        this.settings = settings;
        this.audit = audit;
    }

    /**
     * A rotation, for the audit.
     *
     * @param token the one whose secret is to end
     * @param successor the one with the new secret, null before
     */
    private record Rotation(TokenView token, @Nullable TokenView successor) {}

    private Duration usual() {
        return USUAL_OVERLAP.compareTo(settings.longestOverlap()) < 0 ? USUAL_OVERLAP : settings.longestOverlap();
    }

    @Transactional
    public Tokens.Created rotate(long id, JsonForm form, Caller caller) {
        Duration overlap = form.optional("overlap", Values.duration(Duration.ZERO, settings.longestOverlap()), usual());
        form.finish();
        Optional<TokenView> before = views.find(id);
        before.filter(TokenView::isOfIssuer).ifPresent(token -> {
            throw Problem.forbidden("This bearer's tokens come from the issuer.\nMaybe ask it for a new one.");
        });
        before.filter(token -> id != caller.tokenId() && !caller.mayHandOut(token))
                .ifPresent(token -> {
                    throw Problem.forbidden(
                            "A token bound to scopes hands out no secret that may do more.\nMaybe ask an administrator whose token is not bound.");
                });
        Tokens.Created created =
                tokens.rotate(id, overlap, caller.name()).orElseThrow(() -> Problem.notFound("token in use", id));
        audit.record(
                caller.name(),
                "token.rotate",
                "token/" + id,
                new Rotation(before.orElseThrow(), null),
                new Rotation(
                        views.find(id).orElseThrow(), views.find(created.id()).orElseThrow()),
                null);
        return created;
    }
}
