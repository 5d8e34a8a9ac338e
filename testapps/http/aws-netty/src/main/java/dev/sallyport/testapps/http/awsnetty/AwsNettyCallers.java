package dev.sallyport.testapps.http.awsnetty;

import dev.sallyport.testapps.http.FirstUse;
import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.HttpCallers;
import java.io.IOException;
import java.util.List;

/** What the AWS SDK's asynchronous clients send by. */
public final class AwsNettyCallers implements HttpCallers {

  @Override
  public String library() {
    return "aws-netty";
  }

  @Override
  public List<HttpCaller> all() throws IOException {
    return List.of(FirstUse.of(new AwsNettyCaller()));
  }
}
