package io.exaplan.server.web;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What the server refuses before any filter sees it, such as a path with %00 in it, reads as problem details too. */
@Component
class ConnectorRefusals implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final JsonMapper json;

    ConnectorRefusals(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new Refusals(json)));
    }

    private static final class Refusals extends ErrorReportValve {

        private final JsonMapper json;

        Refusals(JsonMapper json) {
            this.json = json;
        }

        @Override
        protected void report(Request request, Response response, @Nullable Throwable throwable) {
            int code = response.getStatus();
            if (code < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            HttpStatus known = HttpStatus.resolve(code);
            HttpStatus status = known == null ? HttpStatus.BAD_REQUEST : known;
            Problem problem = Problem.ofStatus(
                            status,
                            "The request line or a header of it cannot be understood.\nMaybe a character in its address has to be encoded, or is not allowed in one.")
                    .about("request", null, "Encode what is not allowed as it stands.");
            try {
                response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
                response.getOutputStream().write(json.writeValueAsBytes(problem.view()));
                response.finishResponse();
            } catch (IOException gone) {
                // whoever asked does not listen any more
            }
        }
    }
}
