using SchoolSupport.Web.Commands;
using SchoolSupport.Web.Composition;

if (CommandLine.IsVerb(args))
    return await CommandLine.RunAsync(args);

var builder = WebApplication.CreateBuilder(args);
Server.AddServices(builder);
var app = builder.Build();
await DemoGuard.RefuseDemoAccountsInProductionAsync(app);
Server.Use(app);
await app.RunAsync();
return 0;

public partial class Program;
