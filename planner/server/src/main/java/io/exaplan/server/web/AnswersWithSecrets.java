package io.exaplan.server.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Notices answers that show a secret, for who keeps them. */
@RestControllerAdvice
class AnswersWithSecrets implements ResponseBodyAdvice<Object> {

    private static final String SHOWN = AnswersWithSecrets.class.getName();

    /** Whether the answer to this request shows a secret. */
    static boolean shown(HttpServletRequest request) {
        return request.getAttribute(SHOWN) != null;
    }

    @Override
    public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returned,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (body instanceof ShownOnce && request instanceof ServletServerHttpRequest servlet) {
            servlet.getServletRequest().setAttribute(SHOWN, true);
        }
        return body;
    }
}
