#Requires -Version 7.2

<#
.SYNOPSIS
Builds, packs and imports CaseTime into a Dataverse environment, or into a running local Dataverse.

.DESCRIPTION
Without -Local it needs the Power Platform CLI (pac), signed in: it builds the clone, packs the solution with pac, looks at what is
installed, imports the zip, publishes, and looks again. Run it as often as you like: the same version is imported again and changes
nothing but what differs. A lower version than the installed one, or a managed solution over an unmanaged one, is refused before
anything is sent.

Safe defaults: the managed solution is imported as an update, which deletes nothing, and what makers changed is kept. -Upgrade deletes
components (with their data) that the new version no longer has; -OverwriteCustomizations replaces what makers changed.

.PARAMETER Environment
URL, id or name of the environment, as pac takes it: https://contoso.crm.dynamics.com

.PARAMETER Local
Imports into a local Dataverse that is running on this machine (dotnet run --project LocalDataverse).

.PARAMETER Port
Port of the local Dataverse.

.PARAMETER User
Who imports into the local Dataverse: the name of one of its users who may.

.PARAMETER Unmanaged
Imports the unmanaged solution, for an environment in which CaseTime itself is developed.

.PARAMETER Upgrade
Replaces an installed lower version: components that the new version lacks are deleted with their data. Without it they stay.

.PARAMETER OverwriteCustomizations
Replaces unmanaged changes that makers made to components of the solution.

.PARAMETER Check
Runs the solution checker before the import; its report lies in artifacts/check.

.PARAMETER NoBuild
Takes the zips that lie in artifacts instead of building them.

.PARAMETER ApplicationId
Signs pac in as this application (service principal) for the time of the deployment; with -TenantId and -ClientSecret.

.PARAMETER TenantId
The tenant of the application.

.PARAMETER ClientSecret
The application's secret. It is handed to pac and never shown.

.PARAMETER TimeoutMinutes
How long an import may take.

.EXAMPLE
./pac-deploy.ps1 -Environment https://contoso.crm.dynamics.com -WhatIf

Says what would be done, and does nothing but read.

.EXAMPLE
./pac-deploy.ps1 -Environment https://contoso.crm.dynamics.com -Upgrade

.EXAMPLE
./pac-deploy.ps1 -Local

.OUTPUTS
An object with Environment, Solution, Version, Managed and Action (Installed, Updated, Upgraded).
#>
[CmdletBinding(SupportsShouldProcess, DefaultParameterSetName = 'Environment')]
param(
    [Parameter(ParameterSetName = 'Environment', Position = 0)] [string] $Environment,
    [Parameter(ParameterSetName = 'Local', Mandatory)] [switch] $Local,
    [Parameter(ParameterSetName = 'Local')] [ValidateRange(1, 65535)] [int] $Port = 5080,
    [Parameter(ParameterSetName = 'Local')] [ValidateNotNullOrEmpty()] [string] $User = 'admin',
    [switch] $Unmanaged,
    [switch] $Upgrade,
    [switch] $OverwriteCustomizations,
    [Parameter(ParameterSetName = 'Environment')] [switch] $Check,
    [switch] $NoBuild,
    [Parameter(ParameterSetName = 'Environment')] [guid] $ApplicationId,
    [Parameter(ParameterSetName = 'Environment')] [string] $TenantId,
    [Parameter(ParameterSetName = 'Environment')] [securestring] $ClientSecret,
    [ValidateRange(1, 600)] [int] $TimeoutMinutes = 60
)

# Only the language, the engine's own commands and .NET are used: no module has to be there.
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false
$script:secret = ''

$root = $PSScriptRoot
$solutionName = 'CaseTime'
$artifacts = [IO.Path]::Combine($root, 'artifacts')
$managed = -not $Unmanaged
$profileName = "casetime-$([guid]::NewGuid().ToString('N').Substring(0, 8))"

function Hide([string] $Text) {
    if ($script:secret) { $Text.Replace($script:secret, '***') } else { $Text }
}

function Say([string] $Text) {
    $message = [Management.Automation.HostInformationMessage]@{ Message = (Hide $Text) }
    $PSCmdlet.WriteInformation($message, [string[]]@('PSHOST'))
}

function Stop-Deployment([string] $Sentence) {
    throw [InvalidOperationException]::new((Hide $Sentence))
}

# Runs a program, shows what it says, and returns it.
function Invoke-Tool([string] $Name, [string[]] $Arguments, [string] $Purpose, [switch] $Quiet) {
    $PSCmdlet.WriteVerbose((Hide "$Name $($Arguments -join ' ')"))
    $global:LASTEXITCODE = 0
    $lines = @(& $Name @Arguments 2>&1 | ForEach-Object {
            $line = Hide "$_"
            if (-not $Quiet) { Say "  $line" }
            $line
        })
    if ($global:LASTEXITCODE -ne 0) {
        Stop-Deployment "$Purpose failed ($Name ended with $($global:LASTEXITCODE)): $(($lines | Where-Object { $_.Trim() } | Select-Last 5) -join ' / ')"
    }
    , $lines
}

filter Select-Last([int] $Count) {
    begin { $kept = [Collections.Generic.Queue[string]]::new() }
    process { $kept.Enqueue($_); if ($kept.Count -gt $Count) { [void]$kept.Dequeue() } }
    end { $kept.ToArray() }
}

function Get-ProductVersion {
    $first = [IO.File]::ReadAllLines([IO.Path]::Combine($root, 'CHANGELOG.md'))[0]
    if ($first -notmatch '^# (\d+\.\d+\.\d+)$') { Stop-Deployment "The first line of CHANGELOG.md is no version: $first" }
    [version]"$($Matches[1]).0"
}

function Build-Solution {
    if ($NoBuild) { return }
    Say "Building ..."
    if (-not (Get-Command dotnet -ErrorAction Ignore)) { Stop-Deployment 'The .NET SDK (dotnet) was not found; install it from https://dotnet.microsoft.com/download, or use -NoBuild with zips in artifacts.' }
    [void](Invoke-Tool dotnet @('build', [IO.Path]::Combine($root, 'Packaging', 'CaseTime.Packaging.csproj')) 'Building' -Quiet)
}

# The zip that the clone's own packer wrote.
function Get-BuiltZip {
    $zip = [IO.Path]::Combine($artifacts, "$($solutionName)_$(if ($managed) { 'managed' } else { 'unmanaged' }).zip")
    if (-not [IO.File]::Exists($zip)) { Stop-Deployment "$zip is missing; run without -NoBuild." }
    $zip
}

function Copy-Folder([string] $From, [string] $To) {
    foreach ($file in [IO.Directory]::EnumerateFiles($From, '*', 'AllDirectories')) {
        $target = [IO.Path]::Combine($To, [IO.Path]::GetRelativePath($From, $file))
        [void][IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($target))
        [IO.File]::Copy($file, $target, $true)
    }
}

# The source with the built plugin, control and scripts in their places, packed by pac.
function Build-PacZip {
    $plugin = [IO.Path]::Combine($artifacts, 'bin', 'CaseTime.Plugins', 'debug_net462', 'CaseTime.Plugins.dll')
    $control = [IO.Path]::Combine($artifacts, 'control')
    $webResources = [IO.Path]::Combine($artifacts, 'webresources')
    foreach ($needed in $plugin, [IO.Path]::Combine($control, 'ControlManifest.xml'), [IO.Path]::Combine($webResources, 'casetime_', 'scripts', 'handlingtime.js')) {
        if (-not [IO.File]::Exists($needed)) { Stop-Deployment "$needed is missing; run without -NoBuild." }
    }
    $source = [IO.Path]::Combine($artifacts, 'pac', 'source')
    if ([IO.Directory]::Exists($source)) { [IO.Directory]::Delete($source, $true) }
    Copy-Folder ([IO.Path]::Combine($root, 'solution')) $source
    $description = @([IO.Directory]::GetFiles($source, '*.dll.data.xml', 'AllDirectories'))[0]
    [IO.File]::Copy($plugin, $description.Substring(0, $description.Length - '.data.xml'.Length), $true)
    Copy-Folder $control ([IO.Path]::GetDirectoryName(@([IO.Directory]::GetFiles($source, 'ControlManifest.xml.data.xml', 'AllDirectories'))[0]))
    Copy-Folder $webResources ([IO.Path]::Combine($source, 'WebResources'))

    $zip = [IO.Path]::Combine($artifacts, 'pac', "$solutionName.zip")
    $said = Invoke-Tool pac @('solution', 'pack', '--zipfile', $zip, '--folder', $source, '--packagetype', 'Both') 'Packing'
    if (($said -join "`n") -match '[1-9]\d* warnings? encountered') { Stop-Deployment 'Packing gave warnings: what pac left out would be missing after the import.' }
    if ($managed) { [IO.Path]::Combine($artifacts, 'pac', "$($solutionName)_managed.zip") } else { $zip }
}

# Refuses what the environment would refuse, or worse, take.
function Assert-Importable($Installed, [version] $Version, [string] $Where) {
    if (-not $Installed) { return }
    if ($Installed.Managed -ne $managed) {
        $names = @{ $true = 'managed'; $false = 'unmanaged' }
        Stop-Deployment "$solutionName is installed in $Where as $($names[$Installed.Managed]) and can't be replaced by the $($names[$managed]) solution; uninstall it first$(if (-not $Installed.Managed) { ', or use -Unmanaged' })."
    }
    if ($Installed.Version -gt $Version) { Stop-Deployment "$Where has $solutionName $($Installed.Version), which is newer than $Version; nothing was changed." }
}

function Get-Action($Installed, [version] $Version) {
    if (-not $Installed) { 'Installed' }
    elseif ($Upgrade -and $managed -and $Installed.Version -lt $Version) { 'Upgraded' }
    else { 'Updated' }
}

function New-Result([string] $Where, $Installed, [string] $Action) {
    [pscustomobject]@{ Environment = $Where; Solution = $solutionName; Version = $Installed.Version; Managed = $Installed.Managed; Action = $Action }
}

function Assert-Verified($Installed, [version] $Version, [string] $Where) {
    if (-not $Installed -or $Installed.Version -ne $Version -or $Installed.Managed -ne $managed) {
        Stop-Deployment "The import ended without an error, but $Where has $(if ($Installed) { "$solutionName $($Installed.Version)" } else { "no $solutionName" }) instead of $Version."
    }
}

# --- pac -------------------------------------------------------------------------------------------------------------------------

function Connect-Pac {
    if (-not (Get-Command pac -ErrorAction Ignore)) {
        Stop-Deployment 'The Power Platform CLI (pac) was not found. Install it (dotnet tool install --global Microsoft.PowerApps.CLI.Tool), sign in (pac auth create), and run this again; -Local needs neither.'
    }
    if ($ApplicationId -or $TenantId -or $ClientSecret) {
        if (-not ($ApplicationId -and $TenantId -and $ClientSecret)) { Stop-Deployment '-ApplicationId, -TenantId and -ClientSecret belong together.' }
        $script:secret = [Net.NetworkCredential]::new('', $ClientSecret).Password
        [void](Invoke-Tool pac @('auth', 'create', '--name', $profileName, '--environment', $Environment, '--applicationId', "$ApplicationId", '--tenant', $TenantId, '--clientSecret', $script:secret) 'Signing in' -Quiet)
        return
    }
    $global:LASTEXITCODE = 0
    $who = @(& pac auth who 2>&1) -join "`n"
    if ($global:LASTEXITCODE -ne 0 -or $who -match 'No profiles') {
        Stop-Deployment "pac is not signed in. Run: pac auth create --environment $Environment"
    }
}

function Disconnect-Pac {
    if ($script:secret) { [void](Invoke-Tool pac @('auth', 'delete', '--name', $profileName) 'Signing out' -Quiet) }
}

function Get-PacInstalled {
    $said = Invoke-Tool pac @('solution', 'list', '--environment', $Environment) "Reading the solutions of $Environment" -Quiet
    foreach ($line in $said) {
        if ($line -match "^\s*$solutionName\s.*?\s(\d+(?:\.\d+){1,3})\s+(True|False)\s*$") {
            return [pscustomobject]@{ Version = [version]$Matches[1]; Managed = $Matches[2] -eq 'True' }
        }
    }
}

function Deploy-WithPac {
    if (-not $Environment) { Stop-Deployment 'Name the environment (-Environment https://contoso.crm.dynamics.com), or use -Local for a local Dataverse.' }
    $version = Get-ProductVersion
    try {
        Connect-Pac
        $before = Get-PacInstalled
        Assert-Importable $before $version $Environment
        $action = Get-Action $before $version
        if (-not $PSCmdlet.ShouldProcess($Environment, "Build, pack and import $solutionName $version ($(if ($managed) { 'managed' } else { 'unmanaged' }); would be: $action)")) { return }

        Build-Solution
        Say 'Packing ...'
        $zip = Build-PacZip
        if ($Check) {
            Say 'Checking ...'
            [void](Invoke-Tool pac @('solution', 'check', '--path', $zip, '--environment', $Environment, '--outputDirectory', [IO.Path]::Combine($artifacts, 'check')) 'The solution checker')
        }

        Say "Importing $solutionName $version into $Environment ..."
        $arguments = @('solution', 'import', '--path', $zip, '--environment', $Environment, '--async', '--max-async-wait-time', "$TimeoutMinutes", '--activate-plugins', '--publish-changes')
        if ($action -eq 'Upgraded') { $arguments += '--stage-and-upgrade' }
        if ($OverwriteCustomizations) { $arguments += '--force-overwrite' }
        [void](Invoke-Tool pac $arguments 'The import')

        $after = Get-PacInstalled
        Assert-Verified $after $version $Environment
        New-Result $Environment $after $action
    }
    finally { Disconnect-Pac }
}

# --- Web API of the local Dataverse ----------------------------------------------------------------------------------------------

function Invoke-Local([string] $Method, [string] $Path, [string] $Json) {
    $request = [Net.Http.HttpRequestMessage]::new($Method, $Path)
    $request.Headers.Authorization = [Net.Http.Headers.AuthenticationHeaderValue]::new('Bearer', $User)
    if ($Json) { $request.Content = [Net.Http.StringContent]::new($Json, [Text.Encoding]::UTF8, 'application/json') }
    try { $response = $script:client.Send($request) }
    catch { Stop-Deployment "No local Dataverse answers at $url ($($_.Exception.GetBaseException().Message)). Start it: dotnet run --project LocalDataverse -- --port $Port" }
    $text = $response.Content.ReadAsStringAsync().GetAwaiter().GetResult()
    if (-not $response.IsSuccessStatusCode) {
        $sentence = try { [Text.Json.Nodes.JsonNode]::Parse($text)['error']['message'].ToString() } catch { $text }
        Stop-Deployment "$url answered $([int]$response.StatusCode): $sentence"
    }
    # The comma keeps PowerShell from taking the object apart.
    if ($text) { , [Text.Json.Nodes.JsonNode]::Parse($text) }
}

function Get-LocalInstalled {
    $rows = (Invoke-Local GET "solutions?`$select=version,ismanaged&`$filter=uniquename eq '$solutionName'")['value']
    if ($rows.Count -gt 0) { [pscustomobject]@{ Version = [version]$rows[0]['version'].ToString(); Managed = $rows[0]['ismanaged'].ToString() -eq 'true' } }
}

function Wait-Import([string] $Operation, [string] $Job) {
    $deadline = [DateTime]::UtcNow.AddMinutes($TimeoutMinutes)
    $told = -1
    while ($true) {
        $state = Invoke-Local GET "asyncoperations($Operation)?`$select=statecode,statuscode,message"
        if ($state['statecode'].ToString() -eq '3') { break }
        if ([DateTime]::UtcNow -gt $deadline) { Stop-Deployment "The import did not end within $TimeoutMinutes minutes; it goes on in the environment (import job $Job)." }
        $progress = [int][double]::Parse((Invoke-Local GET "importjobs($Job)?`$select=progress")['progress'].ToString(), [Globalization.CultureInfo]::InvariantCulture)
        if ($progress -ne $told) { Say "  $progress %"; $told = $progress }
        [Threading.Thread]::Sleep(250)
    }
    if ($state['statuscode'].ToString() -ne '30') { Stop-Deployment "The import failed: $($state['message'])" }
}

function Deploy-Local {
    $version = Get-ProductVersion
    $script:url = "http://localhost:$Port"
    $script:client = [Net.Http.HttpClient]::new([Net.Http.SocketsHttpHandler]@{ UseProxy = $false })
    $script:client.BaseAddress = [Uri]"$url/api/data/v9.2/"
    $script:client.Timeout = [TimeSpan]::FromMinutes($TimeoutMinutes)
    try {
        $before = Get-LocalInstalled
        Assert-Importable $before $version $url
        $action = Get-Action $before $version
        if (-not $PSCmdlet.ShouldProcess($url, "Build and import $solutionName $version ($(if ($managed) { 'managed' } else { 'unmanaged' }); would be: $action)")) { return }
        Build-Solution
        $bytes = [IO.File]::ReadAllBytes((Get-BuiltZip))
        Say "Importing $solutionName $version into $url ..."
        $body = [Text.Json.Nodes.JsonObject]::new()
        $body['OverwriteUnmanagedCustomizations'] = [Text.Json.Nodes.JsonValue]::Create([bool]$OverwriteCustomizations)
        $body['PublishWorkflows'] = [Text.Json.Nodes.JsonValue]::Create($true)
        $body['CustomizationFile'] = [Text.Json.Nodes.JsonValue]::Create([Convert]::ToBase64String($bytes))
        $started = Invoke-Local POST $(if ($action -eq 'Upgraded') { 'StageAndUpgradeAsync' } else { 'ImportSolutionAsync' }) $body.ToJsonString()
        Wait-Import $started['AsyncOperationId'].ToString() $started['ImportJobKey'].ToString()
        [void](Invoke-Local POST 'PublishAllXml')
        $after = Get-LocalInstalled
        Assert-Verified $after $version $url
        New-Result $url $after $action
    }
    finally { $script:client.Dispose() }
}

if ($Local) { Deploy-Local } else { Deploy-WithPac }
