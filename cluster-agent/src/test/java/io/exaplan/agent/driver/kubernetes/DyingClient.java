package io.exaplan.agent.driver.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Dies with its agent before the write after so many: from then on nothing is written any more. */
final class DyingClient implements Interceptor {

    private final AtomicInteger writesLeft;

    DyingClient(int writes) {
        this.writesLeft = new AtomicInteger(writes);
    }

    KubernetesClient over(TestBed testBed) {
        HttpClient.Factory jdk = new JdkHttpClientFactory();
        return testBed.admin(config -> config, () -> jdk.newBuilder().addOrReplaceInterceptor("dying", this));
    }

    boolean dead() {
        return writesLeft.get() < 0;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (!request.method().equals("GET") && writesLeft.decrementAndGet() < 0) {
            throw new KubernetesClientException("killed before " + request.method() + " " + request.uri());
        }
    }
}
