package io.exaplan.server.views;

import io.exaplan.server.demand.Tenant;
import io.exaplan.server.demand.Tenants;
import io.exaplan.server.security.Allowed;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.InScope;
import io.exaplan.server.security.Role;
import io.exaplan.server.security.TokenScope;
import io.exaplan.server.views.Webhook.Delivery;
import io.exaplan.server.views.Webhook.Event;
import io.exaplan.server.web.EntityTag;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.ListFilter;
import io.exaplan.server.web.Page;
import io.exaplan.server.web.PageRequest;
import io.exaplan.server.web.Problem;
import io.exaplan.server.web.ShownOnce;
import io.exaplan.server.web.Values;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@InScope(TokenScope.WEBHOOKS)
@RequestMapping("/api/v1/webhooks")
@Allowed({Role.ADMIN, Role.PLANNER, Role.MEMBER})
@Tag(name = "webhooks", description = "Where a tenant wants to be told of moved starts and ends of its jobs")
class WebhookController {

    private static final int LONGEST_URL = 2000;
    private static final int MOST_EVENTS = 10;
    private static final String INSIDE = "The address is of a private network, which is not called here.";

    private final Webhooks webhooks;
    private final Tenants tenants;
    private final WebhookSettings settings;

    WebhookController(Webhooks webhooks, Tenants tenants, WebhookSettings settings) {
        this.webhooks = webhooks;
        this.tenants = tenants;
        this.settings = settings;
    }

    /** A webhook; its tenant stays. */
    record WebhookSubmission(
            @Schema(description = "A member's own when left out") @Nullable
            String tenant,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String url,

            @Schema(description = "All when left out") @Nullable
            List<Event> events,

            @Schema(description = "true when left out") @Nullable
            Boolean active) {}

    /** A new key is asked for by an empty object. */
    record SecretOrder() {}

    /** A webhook as people see it. */
    record WebhookView(int id, long version, String tenant, String url, List<Event> events, boolean active) {

        static WebhookView of(Webhook webhook) {
            return new WebhookView(
                    webhook.id(),
                    webhook.version(),
                    webhook.tenant(),
                    webhook.url(),
                    webhook.events(),
                    webhook.active());
        }
    }

    /**
     * A new webhook or a new key.
     *
     * @param secret the key of the signatures; shown this once
     */
    record WebhookSecret(int id, String secret) implements ShownOnce {}

    /** Members see their tenant's. */
    @GetMapping
    Page<WebhookView> list(
            @RequestParam(name = "tenant", required = false) @Nullable String tenant,
            @RequestParam(name = "active", required = false) @Nullable Boolean active,
            PageRequest page,
            Caller caller) {
        ListFilter filter = new ListFilter()
                .equal("w.tenant_id", caller.tenantId())
                .equal("t.name", tenant)
                .equal("w.active", active);
        return Page.of(
                        webhooks.page(filter, page.after(0), page.limitAndOne()),
                        page,
                        webhook -> Integer.toString(webhook.id()))
                .map(WebhookView::of);
    }

    @GetMapping("/{id}")
    ResponseEntity<WebhookView> one(@PathVariable int id, Caller caller) {
        return answer(find(id, caller));
    }

    @PostMapping
    ResponseEntity<WebhookSecret> create(
            @RequestBody(content = @Content(schema = @Schema(implementation = WebhookSubmission.class))) JsonForm form,
            Caller caller) {
        Integer own = caller.tenantId();
        String named = own == null ? form.required("tenant", Values.name(), "") : form.orNull("tenant", Values.name());
        Optional<Tenant> tenant = named == null || named.isEmpty()
                ? Optional.ofNullable(own).flatMap(tenants::find)
                : tenants.named(named).filter(found -> caller.actsForTenant(found.id()));
        if (tenant.isEmpty() && form.has("tenant")) {
            form.refuse("tenant", "There is no tenant of this name for which this token may act.");
        }
        Webhooks.Stated stated = read(form);
        Webhooks.Made made = webhooks.create(tenant.orElseThrow().id(), stated, caller.name());
        return ResponseEntity.created(URI.create("/api/v1/webhooks/" + made.id()))
                .eTag(EntityTag.of(find(made.id(), caller).version()))
                .body(new WebhookSecret(made.id(), made.secret()));
    }

    @PutMapping("/{id}")
    ResponseEntity<WebhookView> update(
            @PathVariable int id,
            @RequestBody(content = @Content(schema = @Schema(implementation = WebhookSubmission.class))) JsonForm form,
            Caller caller,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        Webhook before = find(id, caller);
        String tenant = form.orNull("tenant", Values.name());
        if (tenant != null && !tenant.equals(before.tenant())) {
            form.refuse("tenant", "It stays (%s). Maybe make another webhook.".formatted(before.tenant()));
        }
        Webhooks.Stated stated = read(form);
        return answer(webhooks.update(before, EntityTag.required(ifMatch), stated, caller.name()));
    }

    /** A new key for signatures; the old one is worth nothing from the next message on. */
    @PostMapping("/{id}/secret")
    WebhookSecret renew(
            @PathVariable int id,
            @RequestBody(content = @Content(schema = @Schema(implementation = SecretOrder.class))) JsonForm form,
            Caller caller) {
        form.finish();
        Webhooks.Made made = webhooks.renewSecret(find(id, caller), caller.name());
        return new WebhookSecret(made.id(), made.secret());
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(
            @PathVariable int id,
            Caller caller,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        webhooks.delete(find(id, caller), EntityTag.required(ifMatch), caller.name());
        return ResponseEntity.noContent().build();
    }

    /** What became of its messages, newest first. */
    @GetMapping("/{id}/deliveries")
    Page<Delivery> deliveries(@PathVariable int id, PageRequest page, Caller caller) {
        Webhook webhook = find(id, caller);
        return Page.of(
                webhooks.deliveries(webhook.id(), page.after(Long.MAX_VALUE), page.limitAndOne()),
                page,
                delivery -> Long.toString(delivery.id()));
    }

    private Webhooks.Stated read(JsonForm form) {
        Webhooks.Stated stated = new Webhooks.Stated(
                form.required(
                        "url",
                        Values.text(LONGEST_URL).when(this::callable, rule()).when(this::outside, INSIDE),
                        ""),
                form.optional(
                        "events",
                        Values.list(Values.oneOf(Event.class), MOST_EVENTS)
                                .when(events -> !events.isEmpty(), "State at least one."),
                        Arrays.asList(Event.values())),
                form.optional("active", Values.flag(), true));
        form.finish();
        return stated;
    }

    private boolean callable(String url) {
        try {
            URI uri = URI.create(url);
            boolean scheme =
                    "https".equals(uri.getScheme()) || (settings.allowInternal() && "http".equals(uri.getScheme()));
            return scheme && uri.getHost() != null && uri.getUserInfo() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean outside(String url) {
        return settings.allowInternal()
                || !PrivateNetworks.isCalled(URI.create(url).getHost());
    }

    private String rule() {
        return "State an %s URL with a host and without a user, such as https://team.example/exaplan."
                .formatted(settings.allowInternal() ? "http or https" : "https");
    }

    private Webhook find(int id, Caller caller) {
        return webhooks.find(id)
                .filter(webhook -> caller.actsForTenant(webhook.tenantId()))
                .orElseThrow(() -> Problem.notFound("webhook", id));
    }

    private static ResponseEntity<WebhookView> answer(Webhook webhook) {
        return ResponseEntity.ok().eTag(EntityTag.of(webhook.version())).body(WebhookView.of(webhook));
    }
}
