using SchoolSupport.Web.Composition;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddWebShell(builder.Configuration);

var app = builder.Build();
app.UseWebShell();
app.MapWebShell();
app.Run();

public partial class Program;
